"""A text in another language than it is said to be in gives its sentences, never nonsense."""

import pytest

from claims.splitting import split, split_many
from claims.splitting.languages import primary, reads_like
from tests.environment import ROOT

FOREIGN = {
    "French": "Le ministre a présenté mardi un plan de 2,3 milliards d'euros. Selon lui, les émissions baisseront.",
    "French with many an a": (
        "Le Premier ministre belge, Alexander De Croo, a présenté mardi un plan de 2,3 milliards d'euros. Selon lui, "
        "les émissions baisseront de 55 % d'ici 2030. « C'est un tournant », a-t-il dit. L'opposition le conteste."
    ),
    "Danish": "Statsministeren fremlagde tirsdag en plan for klimaet. Oppositionen er imod og siger, at det er dyrt.",
    "Italian": "Il presidente ha presentato martedì un piano. Secondo lui le emissioni scenderanno. Altri lo negano.",
    "German": "Der Minister hat am Dienstag einen Plan vorgestellt. Die Opposition ist dagegen, er sei zu teuer.",
    "Spanish": "El ministro presentó el martes un plan para el clima. La oposición criticó las cifras y pidió más.",
    "Dutch": "De minister heeft dinsdag een plan gepresenteerd. Volgens hem zal de uitstoot dalen, maar niet hier.",
    "Indonesian": "Menteri mengatakan pada hari Selasa bahwa rencana itu akan dimulai dan tidak dapat ditunda.",
    "Russian": "Министр представил во вторник план. По его словам, выбросы снизятся на 55 процентов к 2030 году.",
    "Welsh, which no list knows": (
        "Cyflwynodd prif weinidog gynllun newydd ddydd Mawrth. Dywedodd fod allyriadau yn gostwng cyn diwedd y "
        "degawd. Mae pleidiau eraill yn anghytuno â chynllun mor ddrud, gan ddweud bod costau tai eisoes yn uchel "
        "iawn ymhob sir."
    ),
}
ENGLISH = [
    "Ferry pact signed",
    "Real Madrid 2 Los Angeles 1; Bayern München 3 Paris Saint-Germain 0; La Coruña 1 Las Palmas 1; Den Haag 2",
    "The mayor of Des Moines met Oscar de la Hoya, Ludwig van Beethoven’s heirs and the von Trapp family in El Paso.",
    "Il a dit oui: the French for yes. He said it was the best he had heard in a year, and that is that.",
]
STORIES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").glob("*.txt"))]


@pytest.mark.parametrize("name", FOREIGN)
def test_every_sentence_of_another_language_is_one_claim_and_a_note_says_so(name: str) -> None:
    text = FOREIGN[name]
    found = split(text)
    assert all(claim.text == text[claim.start : claim.end] for claim in found.claims)
    assert found.claims
    assert "does not read like" in found.notes[0]


@pytest.mark.parametrize(
    "text", [*ENGLISH, *(path.read_text(encoding="utf-8") for path in (ROOT / "fixtures").glob("*.txt"))]
)
def test_names_figures_and_a_borrowed_sentence_make_no_other_language(text: str) -> None:
    assert reads_like(text, "en")


def test_texts_of_several_languages_come_back_in_their_order() -> None:
    texts = ["The bridge opened in 1932.", FOREIGN["French"], "The tunnel opened in 1950."]
    assert list(split_many(texts)) == [split(text) for text in texts]
    assert [len(one.notes) for one in split_many(texts)] == [0, 1, 0]


@pytest.mark.parametrize("tag", ["en-GB", "en_US", "EN", " en-Latn-US "])
def test_a_country_or_script_beside_a_language_changes_nothing(tag: str) -> None:
    text = "The tax doubled in May, Transport Minister Helen Ward told parliament on Monday."
    assert split(text, language=tag) == split(text, language="en")
    assert len(split(text, language=tag).claims) > 1


def test_another_language_stays_another() -> None:
    assert primary("de-AT") == "de"
    assert split("Die Steuer stieg im Mai.", language="de-AT").notes
