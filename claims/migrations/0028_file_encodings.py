
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0027_carried_and_described'),
    ]

    operations = [
        migrations.AddField(
            model_name='jobitem',
            name='encoding',
            field=models.CharField(blank=True, help_text='Of the file, as its sender said; afterwards the one it was read in, where that was told from its letters alone.', max_length=40),
        ),
    ]
