"""Bytes without a mark: read where one reading is possible, and never wrongly."""

import pytest

from claims.errors import BadImport
from claims.importers import CHOICES, read
from claims.importers.decoding import read_text
from claims.importers.encodings import certain_reading, possible_readings

# Sentences of the same content, none of them used while the rules were written.
SAID = {
    "en": "“The ferry’s crew was warned twice”, said the harbor master – and the fine was £900.",
    "fr": "Le préfet a reçu les pêcheurs à Brest : « Ça suffit », a déclaré leur porte-parole.",
    "de": "Der Fährbetrieb kündigte für März höhere Preise an; die Größe der Flotte bleibt gleich.",
    "es": "¿Cuántos años duró la huelga? Según el portavoz, más de tres en la región de Logroño.",
    "pt": "A decisão não é definitiva, disse o ministro; as eleições serão em março próximo.",
    "sv": "Färjan körde på grund vid ön i går kväll, säger räddningstjänsten på Åland.",
    "pl": "Prom wpłynął na mieliznę; załoga twierdzi, że ostrzeżenie przyszło za późno.",
    "cs": "Přívoz přestal jezdit už včera ráno, řekl mluvčí společnosti, a žádná náhrada není.",
    "hu": "A komp tegnap este zátonyra futott; a kapitány szerint későn érkezett a jelzés.",
    "tr": "Feribot dün akşam karaya oturdu; kaptan, uyarının çok geç geldiğini söyledi.",
    "lv": "Prāmis vakar vakarā uzskrēja uz sēkļa; kapteinis teica, ka brīdinājums nāca par vēlu.",
    "lt": "Keltas vakar vakare užplaukė ant seklumos; kapitonas sakė, kad įspėjimas vėlavo.",
    "ru": "Паром вчера вечером сел на мель; капитан утверждает, что предупреждение пришло слишком поздно.",
    "uk": "Пором учора ввечері сів на мілину; капітан каже, що попередження надійшло запізно.",
    "el": "Το πλοίο προσάραξε χθες το βράδυ· ο πλοίαρχος λέει ότι η προειδοποίηση ήρθε αργά.",
    "he": "המעבורת עלתה אתמול בערב על שרטון; רב החובל אומר שהאזהרה הגיעה מאוחר מדי.",
}
WRITTEN = {
    "windows-1252": ("en", "fr", "de", "es", "pt", "sv"),
    "iso-8859-15": ("fr", "de", "es", "pt", "sv"),
    "windows-1250": ("pl", "cs", "hu"),
    "iso-8859-2": ("pl", "cs", "hu"),
    "windows-1254": ("tr",),
    "windows-1257": ("lv", "lt"),
    "windows-1251": ("ru", "uk"),
    "koi8-u": ("ru", "uk"),
    "iso-8859-5": ("ru", "uk"),
    "windows-1253": ("el",),
    "windows-1255": ("he",),
    "macintosh": ("en", "fr", "de", "es"),
    "cp850": ("fr", "de", "es"),
}
EACH = [(encoding, language) for encoding, languages in WRITTEN.items() for language in languages]
# Every one of these is told; the others may be, or a person is asked.
TOLD = {
    *(("windows-1252", language) for language in ("en", "fr", "de", "es", "pt", "sv")),
    ("windows-1250", "pl"),
    ("windows-1250", "cs"),
    ("windows-1251", "ru"),
    ("windows-1251", "uk"),
    ("koi8-u", "ru"),
    ("windows-1253", "el"),
    ("windows-1254", "tr"),
}


@pytest.mark.parametrize(("encoding", "language"), EACH)
def test_no_letter_is_ever_read_as_another(encoding: str, language: str) -> None:
    words = SAID[language]
    for part in (words, words[: len(words) // 2], words[len(words) // 2 :], words.split()[0]):
        data = part.encode(encoding, "ignore")
        text, _ = certain_reading(data)
        assert text in {"", data.decode(encoding)}
    if (encoding, language) in TOLD:
        assert certain_reading(words.encode(encoding))[0] == words


def test_what_can_be_read_in_two_ways_is_left_to_a_person() -> None:
    readings = possible_readings("Rada ve středu schválila stavbu.".encode("windows-1250"))
    assert {"Rada ve støedu schválila stavbu.", "Rada ve středu schválila stavbu."} <= set(readings.values())
    with pytest.raises(BadImport, match="several ways"):
        read_text("Rada ve středu schválila stavbu.".encode("windows-1250"))


def test_a_few_broken_bytes_make_no_other_encoding() -> None:
    """Letters of UTF-8 with one byte lost among them."""
    damaged = "La rivière est à sec, là-bas à l’été.".encode().replace(b"\xc3\xa8", b"\xc3", 1)
    assert certain_reading(damaged) == ("", "")


def test_a_file_says_in_which_encoding_it_was_read() -> None:
    words = SAID["ru"]
    [item] = read("story.txt", words.encode("windows-1251"))
    assert (item.draft and item.draft.text, item.assumed) == (words, "windows-1251")
    [item] = read("stories.csv", f'text\n"{words}"\n'.encode("windows-1251"))
    assert (item.draft and item.draft.text, item.assumed) == (words, "windows-1251")
    [item] = read("story.html", f"<html><body><article><p>{words}</p></article></body></html>".encode("windows-1251"))
    assert (item.draft and item.draft.text, item.assumed) == (words, "windows-1251")
    [item] = read("story.txt", words.encode())
    assert item.assumed == ""


def test_every_encoding_that_can_be_chosen_is_known() -> None:
    assert all("a".encode(name) for name in CHOICES)
