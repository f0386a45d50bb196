"""The review form: a rating, its evidence, a note, how sure one is."""

import re
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.choices import AdjudicationCause, Rating, Stance
from claims.errors import BadLink, ClaimsError
from claims.models import Review
from claims.services.citations import MOST_EVIDENCE, Citation
from claims.text.links import read_link
from claims.web.sentences import in_words

CONFIDENCES = [
    ("", gettext_lazy("Not said")),
    (1, gettext_lazy("1, a guess")),
    (2, gettext_lazy("2, unsure")),
    (3, gettext_lazy("3, fairly sure")),
    (4, gettext_lazy("4, sure")),
    (5, gettext_lazy("5, certain")),
]
STANCE_MARKS = {"+": Stance.SUPPORTS, "-": Stance.REFUTES, "−": Stance.REFUTES, "=": Stance.CONTEXT}
# What is cited for a rating mostly says of the claim. The browser sets it in rows nobody has decided.
USUAL_STANCE = {Rating.SUPPORTED: Stance.SUPPORTS, Rating.INCORRECT: Stance.REFUTES}
NAMED = re.compile(r"^evidence\[(\d+)\]\.(\w+)$")


class EvidenceForm(forms.Form):
    """One source: where it is, what it says about the claim, its words."""

    url = forms.CharField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=2000,
        widget=forms.URLInput({"placeholder": "https://", "list": "known-sources", "autocomplete": "off"}),
    )
    stance = forms.ChoiceField(
        label=gettext_lazy("Stance"), choices=Stance.choices, initial=Stance.SUPPORTS, required=False
    )
    quote = forms.CharField(
        label=gettext_lazy("Its words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 1, "dir": "auto"}),
    )
    title = forms.CharField(label=gettext_lazy("Title of the page"), required=False, max_length=500)
    note = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=5000)

    def clean_url(self) -> str:
        """Every row is judged at once; the service would stop at the first."""
        url = self.cleaned_data["url"]
        try:
            return read_link(url).given if url else ""
        except BadLink as error:
            raise forms.ValidationError(in_words(error.message)) from None

    def citation(self) -> Citation | None:
        """What was typed, or nothing when only the stance stands there."""
        data = {name: self.cleaned_data.get(name, "") for name in ("url", "title", "quote", "note")}
        if not any(data.values()):
            return None
        return Citation(stance=self.cleaned_data.get("stance", ""), **data)


EvidenceForms = forms.formset_factory(EvidenceForm, extra=1, max_num=MOST_EVIDENCE, absolute_max=MOST_EVIDENCE + 1)


class ReviewForm(forms.Form):
    """One person's review. `evidence` is the form's own set of rows."""

    rating = forms.ChoiceField(
        label=gettext_lazy("Your rating"),
        choices=Rating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a rating.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("What you found and how. Needed when the claim is not checkable."),
    )
    many = forms.CharField(
        label=gettext_lazy("Several sources at once"),
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto", "aria-label": gettext_lazy("Several sources, one a line")}),
        help_text=gettext_lazy(
            "One a line: a link, and its words after it if you like. + before it: supports, - refutes, = context."
        ),
    )
    confidence = forms.TypedChoiceField(
        label=gettext_lazy("How sure are you?"),
        choices=CONFIDENCES,
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, rows: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.evidence = EvidenceForms(data, prefix="evidence", initial=rows)

    @classmethod
    def of(cls, review: Review) -> "ReviewForm":
        """The form as it would be filled in to give this review."""
        rows = [
            {
                "url": piece.url,
                "stance": piece.stance,
                "quote": piece.quote,
                "note": piece.note,
                "title": piece.source.title,
            }
            for piece in review.evidence.select_related("source")
        ]
        initial = {"rating": review.rating, "note": review.note, "confidence": review.confidence}
        return cls(initial=initial, rows=rows)

    @classmethod
    def of_draft(cls, typed: dict[str, Any]) -> "ReviewForm":
        """The form as it was left: whatever was typed, complete or not."""
        words = {name: typed.get(name, "") for name in ("rating", "note", "confidence")}
        return cls(initial=words, rows=typed.get("evidence"))

    def typed(self) -> dict[str, Any]:
        """What `save_draft` takes: the words as they came, unjudged; rows without any are left out."""
        words = {name: self.data.get(name, "") for name in ("rating", "note", "confidence")}
        return {**words, "evidence": [Citation(**row) for row in self._typed_rows()]}

    def _typed_rows(self) -> list[dict[str, str]]:
        """Every row with words in it, those pasted as lines among them."""
        rows = [
            {name: self.data.get(f"evidence-{number}-{name}", "") for name in EvidenceForm.base_fields}
            for number in range(min(self.evidence.total_form_count(), MOST_EVIDENCE))
        ]
        rows = [row for row in rows if any(row[name] for name in row if name != "stance")]
        return rows + [asdict(citation) for citation in read_lines(self.data.get("many", ""))]

    @property
    def choices_of_rating(self) -> list[dict[str, Any]]:
        """Each rating with its key, its meaning and what it asks for."""
        chosen = self["rating"].value()
        return [
            {
                "value": rating.value,
                "label": rating.label,
                "explanation": rating.explanation,
                "key": number,
                "checked": chosen == rating.value,
                "needs": needs_of(rating),
                "stance": USUAL_STANCE.get(rating, ""),
            }
            for number, rating in enumerate(Rating, start=1)
        ]

    def with_another_row(self) -> "ReviewForm":
        """The same form with everything typed and one more row for evidence; nothing is judged yet."""
        typed = {name: self.data.get(name, "") for name in self.fields if name != "many"}
        return type(self)(initial=typed, rows=self._typed_rows())

    def is_valid(self) -> bool:
        rows_are_valid = self.evidence.is_valid() and self.evidence.total_form_count() >= 0
        return super().is_valid() and rows_are_valid

    def content(self) -> dict[str, Any]:
        """What `submit_review` takes."""
        cited = [citation for row in self.evidence if (citation := row.citation())]
        content = {name: value for name, value in self.cleaned_data.items() if name != "many"}
        return {**content, "evidence": [*cited, *read_lines(self.cleaned_data.get("many", ""))]}

    def refuse(self, error: ClaimsError) -> None:
        """Show a service's refusal where it belongs: `evidence[1].url` at the second row with words in it."""
        named = NAMED.match(error.field or "")
        filled = [row for row in self.evidence if row.citation()]
        if named and int(named[1]) < len(filled) and named[2] in EvidenceForm.base_fields:
            filled[int(named[1])].add_error(named[2], in_words(error.message))
            self.add_error(None, _("One of the links needs another look."))
        elif named:
            words = _("Line %(number)d: %(problem)s")
            self.add_error(
                "many", words % {"number": int(named[1]) - len(filled) + 1, "problem": in_words(error.message)}
            )
        elif error.field == "evidence":
            for row in self.evidence.forms[:1]:
                row.add_error("url", in_words(error.message))
            self.add_error(None, in_words(error.message))
        else:
            self.add_error(error.field if error.field in self.fields else None, in_words(error.message))


class RevisionForm(ReviewForm):
    """A review in the place of an earlier one, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why you change your review"),
        required=False,
        max_length=5000,
        help_text=gettext_lazy("Kept in the history, with the earlier review."),
    )


class RetractionForm(forms.Form):
    """Taking a review back, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why you take it back"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Kept in the history, with the review."),
    )


class AdjudicationForm(forms.Form):
    """An editor's decision of a conflict."""

    rating = forms.ChoiceField(
        label=gettext_lazy("The desk's rating"),
        choices=Rating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a rating.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Why this rating and not the other. Reviewers read it; it is kept for good."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    summary = forms.CharField(
        label=gettext_lazy("Summary for the public"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    causes = forms.MultipleChoiceField(
        label=gettext_lazy("Why the reviewers disagreed"),
        choices=AdjudicationCause.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    true_as_of = forms.DateField(
        label=gettext_lazy("True as of"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day the verdict speaks of; left empty, today."),
    )
    recheck_on = forms.DateField(
        label=gettext_lazy("Look at it again on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def after(self, revision: int) -> "AdjudicationForm":
        """The same words, to be sent again by somebody who has now seen the claim as it is."""
        again = self.data.copy()
        again["seen"] = str(revision)
        return AdjudicationForm(again)

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def read_lines(lines: str) -> list[Citation]:
    """Sources pasted one a line: `[+-=] link [its words]`. Empty lines count for nothing."""
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        mark, rest = (line[0], line[1:].strip()) if line[0] in STANCE_MARKS else ("", line)
        url, _space, words = rest.partition(" ")
        stance = STANCE_MARKS.get(mark, Stance.SUPPORTS)
        found.append(Citation(url=url, stance=stance, quote=words.strip().strip('“”"')))
    return found


def needs_of(rating: Rating) -> str:
    """What a rating cannot do without: "link", "note", or nothing."""
    if rating.needs_evidence:
        return "link"
    return "note" if rating.needs_reason else ""
