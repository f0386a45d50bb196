import pytest

from claims.text.languages import is_language

THERE_ARE = (
    "en EN-gb pt-BR zh-Hant-TW es-419 yue zh-yue deu ger nds gsw sr-Latn de-CH-1996 sl-rozaj-biske en-x-desk und mul "
    "zxx mis xx qaa cmn arb kmr iw he tlh en-u-ca-gregory"
)
THERE_ARE_NOT = "zzzz zz hello english en- -en en--GB en_GB en-GB-US en-verylongvariant e 12 {{lang}} x-desk en\n"


@pytest.mark.parametrize("tag", THERE_ARE.split())
def test_a_language_that_there_is(tag):
    assert is_language(tag)


@pytest.mark.parametrize("tag", [*THERE_ARE_NOT.split(" "), "", "en GB", "ｅｎ"])
def test_what_is_no_language(tag):
    assert not is_language(tag)
