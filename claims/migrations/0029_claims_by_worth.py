from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_file_encodings")]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["-check_worthiness", "id"], name="claim_by_worth"),
        ),
    ]
