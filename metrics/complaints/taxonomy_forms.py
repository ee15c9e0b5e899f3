"""The forms that taxonomy.yaml must fill, and what a mistake in it is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from metrics.complaints.taxonomy import Complaint, Taxonomy, key_of, plainly
from metrics.own_words import OwnWords
from metrics.values_file import ValuesFile, add_mistakes, quoted, read_values_file
from words import LANGUAGES, mark, say

FILE_NAME = "taxonomy.yaml"
SHIPPED = Path(__file__).with_name(FILE_NAME)
INSIDE = mark('{word} has a "*" that is not at the end of a word. Move or remove it.')
TOO_SHORT = mark("{word} would place too much. Write at least two letters.")
NOTHING = mark("nothing places it. Give it tags, words or criteria.")
TWICE = mark("another complaint is called {name} too. Give it another name.")


def load_taxonomy(folder: Path) -> Taxonomy:
    """The company's own taxonomy.yaml in a folder, else the one that we ship.

    Raises ValuesError with every mistake, a line each.
    """
    own = folder / FILE_NAME
    is_own = own.exists()
    file = read_values_file(own if is_own else SHIPPED)
    try:
        form = _TaxonomyForm.model_validate(file.data)
    except ValidationError as error:
        add_mistakes(file, error.errors(), KEYS, MUST)
        raise file.error() from None
    complaints = tuple(one.build() for one in form.complaints)
    _add_twins(file, complaints)
    if file.problems:
        raise file.error()
    return Taxonomy(complaints, is_own)


def _add_twins(file: ValuesFile, complaints: tuple[Complaint, ...]) -> None:
    seen: set[str] = set()
    for place, one in enumerate(complaints):
        if one.key in seen:
            line = file.place(("complaints", place, "name")).line
            told = say(TWICE, name=quoted(one.name))
            file.add(line, told, say("complaint {number}", number=str(place + 1)))
        seen.add(one.key)


def _mistake(says: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{says}", {"says": says})


def _placing(text: str) -> str:
    """A tag, a word or a criterion; a * only where a word ends."""
    plain = plainly(text)
    if any("*" in word[:-1] for word in plain.split()):
        raise _mistake(say(INSIDE, word=quoted(text)))
    if len(plain.replace("*", "").strip()) < 2:
        raise _mistake(say(TOO_SHORT, word=quoted(text)))
    return plain


Text = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]
Placing = Annotated[str, AfterValidator(_placing)]


class _Form(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, str_min_length=1
    )


class _TextsForm(_Form):
    en: Text | None = None
    id: Text | None = None
    ms: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_a_text(cls, written: object) -> object:
        return {"en": written} if isinstance(written, str) else written

    def build(self) -> OwnWords:
        given = {code: text for code in LANGUAGES if (text := getattr(self, code))}
        plain = next(iter(given.values()), "")
        return OwnWords(plain, tuple(given.items()))


class _WordsForm(_Form):
    en: tuple[Placing, ...] = ()
    id: tuple[Placing, ...] = ()
    ms: tuple[Placing, ...] = ()

    def build(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.en, *self.id, *self.ms)))


class _ComplaintForm(_Form):
    name: _TextsForm
    what: _TextsForm
    tags: tuple[Placing, ...] = ()
    words: _WordsForm = _WordsForm()
    criteria: tuple[Placing, ...] = ()

    @model_validator(mode="after")
    def _is_placed_by_something(self) -> _ComplaintForm:
        if not (self.tags or self.words.build() or self.criteria):
            raise _mistake(say(NOTHING))
        return self

    def build(self) -> Complaint:
        name = self.name.build()
        return Complaint(
            key_of(name),
            name,
            self.what.build(),
            self.tags,
            self.words.build(),
            self.criteria,
        )


class _TaxonomyForm(_Form):
    complaints: tuple[_ComplaintForm, ...] = Field(min_length=1)


# The keys of each group, and what each has to be.
LIST = mark("be a list such as [slow*, too long]")
KEYS = {
    "": tuple(_TaxonomyForm.model_fields),
    "complaints[]": tuple(_ComplaintForm.model_fields),
    **dict.fromkeys(("name", "what", "words"), tuple(LANGUAGES)),
}
MUST: Mapping[str, str] = {
    "": mark("hold complaints"),
    "complaints": mark("be a list; each entry has name, what, and tags or words"),
    "complaints[]": mark("have name and what"),
    "name": mark('be a name (a number or a date goes in quotes: "24/7")'),
    "what": mark("be a sentence"),
    "words": mark("hold lists of words by language, such as {{en: [slow*]}}"),
    "tags": LIST,
    "criteria": LIST,
    "tags[]": mark("be a tag such as wrong_info"),
    "criteria[]": mark("be the name of a criterion"),
    **dict.fromkeys(LANGUAGES, mark("be a text or a list in that language")),
    **{f"{code}[]": mark("be a word such as slow*") for code in LANGUAGES},
}
