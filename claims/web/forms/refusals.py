"""A service's refusal, shown beside the field that it names; what was typed stays in the form."""

from django import forms

from claims.errors import ClaimsError
from claims.web.sentences import in_words


def show_refusal(form: forms.Form, error: ClaimsError) -> None:
    """Put the error's sentence at its field, or above the form where the form has no such field."""
    name = error.field if error.field in form.fields else None
    form.add_error(name, in_words(error.message))
