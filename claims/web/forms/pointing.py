"""After a refusal the page opens at the first field that was refused: in a long form it is out of sight otherwise."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates


class PointedField(forms.BoundField):
    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        refused = [name for name in self.form.fields if name in self.form.errors]
        return attrs | {"autofocus": True} if self.name in refused[:1] else attrs


class Renderer(DjangoTemplates):
    bound_field_class = PointedField
