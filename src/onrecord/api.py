"""The public calls: behind each command stands one of these, with the same name and arguments."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from onrecord.errors import SourceError
from onrecord.export import ACTOR_WRITERS, STATEMENT_WRITERS, writer_for
from onrecord.ledger import decisions, positions, reading, stands, suggesting
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.database import Database, is_database
from onrecord.ledger.reading import Contents, Filter
from onrecord.ledger.stands import Conflict, Grounds, Shift
from onrecord.ledger.suggesting import Suggestion
from onrecord.model import (
    Actor,
    ActorKind,
    Affiliation,
    Article,
    Concept,
    Decision,
    Dispute,
    Page,
    Record,
    Refused,
    Stance,
    Stand,
    Statement,
    StatementKind,
)
from onrecord.outcomes import Added, Extraction, Found, Learning, Loaded
from onrecord.positions import codebook
from onrecord.positions.coder import Coder
from onrecord.settings import Settings, settings_from_environment
from onrecord.statements.tagger import TaggerName

if TYPE_CHECKING:
    from onrecord.evaluation import Coding, Evaluation
    from onrecord.pipeline import Extracted, Reader
    from onrecord.positions.inducing import Embed
    from onrecord.positions.learning import Learner

Sources = str | Path | Iterable[str | Path]


class Ledger:
    """The database of one project: read it, add to it, correct it. Close it, or use it in a `with` block."""

    def __init__(self, path: Path, *, settings: Settings, create: bool, learner: Learner | None = None) -> None:
        self.path = path
        self._settings = settings
        self._learner = learner
        self._database = Database(path, busy_seconds=settings.busy_seconds, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def add(
        self,
        sources: Sources,
        *,
        published: datetime.date | None = None,
        outlet: str | None = None,
        tagger: TaggerName = TaggerName.TRAINED,
        codebook: str | Path | None = None,
        coder: Coder | None = None,
        jobs: int = 1,
        stdin: BinaryIO | None = None,
        on_progress: Callable[[Added], None] | None = None,
    ) -> Added:
        """Read the sources into the ledger and return what became of each page.

        `published` and `outlet` are for articles that do not say theirs. An article is stored with
        all its statements or not at all, so a run that was stopped goes on where it was when it is
        called again. What is in the ledger already keeps its statements, whichever tagger found
        them. Bad input is refused, never raised.

        A codebook, from now on the ledger's, is a YAML file of concepts. Where a ledger has one, every
        statement that the coder has not judged by it is judged: by the coder that comes with onrecord,
        with what `learn` taught it, unless another is given.
        """
        from onrecord import adding, pipeline  # noqa: PLC0415 - models and parsers: seconds that a listing need not wait

        reader = pipeline.Reader(
            tagger=pipeline.tagger_named(tagger, threads=jobs),
            published=published,
            outlet=outlet,
            settings=self._settings,
        )
        if codebook is not None:
            self.load_concepts(codebook)
        added = adding.add_sources(
            self._database, _addresses(sources), reader, jobs=jobs, stdin=stdin, on_progress=on_progress
        )
        self._code(added, coder, jobs, on_progress)
        return added

    def code(
        self, *, coder: Coder | None = None, jobs: int = 1, on_progress: Callable[[Added], None] | None = None
    ) -> Added:
        """Judge every statement by the ledger's codebook that the coder has not judged by it, and count them."""
        added = Added()
        self._code(added, coder, jobs, on_progress)
        return added

    def _code(self, added: Added, coder: Coder | None, jobs: int, on_progress: Callable[[Added], None] | None) -> None:
        from onrecord import adding, teaching  # noqa: PLC0415 - as in `add`

        if not self.codebook():
            return
        processes = 1  # a coder that is given may count or cache what it does, and stays in this process
        if coder is None:
            processes = jobs
            with self._database.reading() as connection:
                coder = teaching.coder_of(connection, self._teachable(jobs))
        adding.code_statements(self._database, coder, added, jobs=processes, on_progress=on_progress)

    def learn(
        self, *, dry_run: bool = False, jobs: int = 1, on_progress: Callable[[Added], None] | None = None
    ) -> Learning:
        """Teach the ledger's coder all decisions on positions, judge all statements anew, and return what changes.

        What people decided stays as it is. Where no decision is left, what was learnt is forgotten. A dry
        run changes nothing.
        """
        from onrecord import teaching  # noqa: PLC0415 - as in `add`

        return teaching.learn(
            self._database, self._teachable(jobs), dry_run=dry_run, jobs=jobs, on_progress=on_progress
        )

    def _teachable(self, jobs: int = 1) -> Learner:
        from onrecord import pipeline  # noqa: PLC0415 - as in `add`

        return self._learner or pipeline.default_learner(threads=jobs)

    def articles(self) -> Iterator[Article]:
        """Yield every article in the order in which they came."""
        with self._database.reading() as connection:
            yield from reading.read_articles(connection)

    def statements(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        kind: StatementKind | None = None,
        min_confidence: float = 0.0,
        concept: str | None = None,
    ) -> Iterator[Record]:
        """Yield the statements that fit, article by article, in text order.

        `actor` is an actor's id or words of one of its names; `since` and `until` are days on which
        a statement was made, both included; `concept` is the id or words of the label of a concept on
        which it takes a position.
        """
        wanted = Filter(
            actor=actor,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            min_confidence=min_confidence,
            concept=concept,
        )
        with self._database.reading() as connection:
            yield from reading.read_records(connection, wanted)

    def actors(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        kind: ActorKind | None = None,
        min_confidence: float = 0.0,
        concept: str | None = None,
    ) -> Iterator[Actor]:
        """Yield who made the statements that fit, those with most statements first."""
        wanted = Filter(
            actor=actor, outlet=outlet, since=since, until=until, min_confidence=min_confidence, concept=concept
        )
        with self._database.reading() as connection:
            yield from reading.read_actors(connection, wanted, kind)

    def positions(
        self,
        *,
        actor: str | None = None,
        concept: str | None = None,
        outlet: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        min_confidence: float = 0.0,
        current: bool = False,
        unsure: bool = False,
    ) -> Iterator[Stand]:
        """Yield where actors stand, one item a statement, concept and actor; the copies of a statement are left out.

        With `current` one item an actor and concept: the last statement of the stance that it held at the
        end, or at the end of `until`. One unsure statement against sure ones is no change of stance. With
        `unsure` only what no person decided, those first of which a decision would tell most.
        """
        wanted = Filter(actor=actor, concept=concept, outlet=outlet, since=since, until=until)
        with self._database.reading() as connection:
            found = stands.read_stands(connection, wanted, min_confidence=min_confidence)
            if current:
                found = stands.read_current(connection, found, on=until or datetime.date.max)
            if unsure:
                from onrecord.positions.learning import informative  # noqa: PLC0415 - as in `add`

                found = iter(stands.read_unsure(connection, found, worth=informative))
            yield from found

    def changes(
        self, *, actor: str | None = None, concept: str | None = None, min_confidence: float = 0.0
    ) -> Iterator[Shift]:
        """Yield where an actor changed its stance on a concept, with the statements on either side.

        What a country's ministers and institutions say counts for the country too.
        """
        with self._database.reading() as connection:
            wanted = Filter(actor=actor, concept=concept)
            yield from stands.read_changes(connection, wanted, min_confidence=min_confidence)

    def contradictions(
        self, *, actor: str | None = None, concept: str | None = None, min_confidence: float = 0.0
    ) -> Iterator[Conflict]:
        """Yield where two outlets report opposite stances of an actor on a concept within a few days."""
        with self._database.reading() as connection:
            wanted = Filter(actor=actor, concept=concept)
            yield from stands.read_contradictions(connection, wanted, min_confidence=min_confidence)

    def why(self, statement: str) -> Grounds:
        """Return a statement with its positions, how likely its coder found each stance, and examples like it.

        These are the decided statements most like it, where `learn` has run, else the codebook's.
        """
        with self._database.reading() as connection:
            grounds = stands.read_grounds(connection, statement)
            if positions.read_learner(connection) is None:
                return grounds
            from onrecord import teaching  # noqa: PLC0415 - as in `add`

            alike = teaching.alike(connection, self._teachable(), grounds.record, grounds.examples)
            return dataclasses.replace(grounds, examples={**grounds.examples, **alike})

    def find_concepts(
        self, *, most: int = 20, embed: Embed | None = None, on_progress: Callable[[int], None] | None = None
    ) -> tuple[Found, ...]:
        """Return what is in dispute by the statements themselves, without a codebook; `add_concept` keeps what is good.

        That with most actors who take sides comes first. `embed` gives texts their vectors in place of the
        trained coder; `on_progress` is called with the number of texts read.
        """
        from onrecord import finding, pipeline  # noqa: PLC0415 - as in `add`

        return finding.find_in(self._database, embed or pipeline.default_embed(), most=most, on_progress=on_progress)

    def concepts(self) -> list[Dispute]:
        """Return the concepts of the ledger's codebook in its order, with how many take each side."""
        with self._database.reading() as connection:
            return stands.read_disputes(connection)

    def codebook(self) -> tuple[Concept, ...]:
        """Return the concepts of the ledger's codebook in its order."""
        with self._database.reading() as connection:
            return tuple(read_codebook(connection).concepts.values())

    def load_concepts(self, file: str | Path) -> int:
        """Make a codebook's file the ledger's, and return how many concepts it holds; what people decided stays."""
        concepts = codebook.read_codebook(Path(file))
        with self._database.writing() as connection:
            positions.replace_codebook(connection, concepts)
        return len(concepts)

    def save_concepts(self, file: str | Path) -> int:
        """Write the ledger's codebook to a YAML file, and return how many concepts."""
        return codebook.write_codebook(Path(file), self.codebook())

    def refusals(self) -> Iterator[Refused]:
        """Yield what was refused and has not been taken since."""
        with self._database.reading() as connection:
            yield from reading.read_refusals(connection)

    def contents(self) -> Contents:
        """Return how much the ledger holds."""
        with self._database.reading() as connection:
            return reading.read_contents(connection)

    def export(self, file: str | Path) -> int:
        """Write every statement to a file in the format of its ending, or to .ftm.json every actor; return how many."""
        path = Path(file)
        if path.name.lower().endswith(".ftm.json"):
            return writer_for(path, ACTOR_WRITERS)(self.actors(), path)
        return writer_for(path, STATEMENT_WRITERS)(self.statements(), path)

    def decide(
        self,
        *,
        by: str,
        subject: str,
        subject_id: str,
        field: str,
        old: str | None,
        new: str | None,
        why: str | None = None,
    ) -> Decision:
        """Keep what a person decided of one field; it is never overwritten, only undone."""
        decision = Decision(
            id=0,
            made_at=datetime.datetime.now(datetime.UTC),
            made_by=by,
            subject=subject,
            subject_id=subject_id,
            field=field,
            old=old,
            new=new,
            why=why,
        )
        with self._database.writing() as connection:
            return decisions.write_decision(connection, decision)

    def undo(self, decision: int, *, by: str) -> Decision:
        """Undo the decision with this number, and what it did; return it; the row itself stays."""
        with self._database.writing() as connection:
            return Corrector(connection, by=by).undo(decision)

    def merge(self, actor: str, into: str, *, by: str, why: str | None = None) -> Decision:
        """Make two actors one, under the second's name. Actors are given by id or name, here and below."""
        with self._correcting(by, why) as corrector:
            return corrector.merge(actor, into)

    def split(
        self,
        actor: str,
        *,
        names: Iterable[str] = (),
        articles: Iterable[str] = (),
        into: str | None = None,
        by: str,
        why: str | None = None,
    ) -> Decision:
        """Part from an actor what was said under these names, or in the articles with these ids.

        It becomes that of `into`, an actor or a new name; without it, of a new actor by the first name parted.
        """
        with self._correcting(by, why) as corrector:
            return corrector.split(actor, names=tuple(names), articles=tuple(articles), into=into)

    def rename(self, actor: str, name: str, *, by: str, why: str | None = None) -> Decision:
        """Call an actor by this name, whatever its articles call it."""
        with self._correcting(by, why) as corrector:
            return corrector.rename(actor, name)

    def alias(self, actor: str, name: str, *, by: str, why: str | None = None) -> Decision:
        """Take every speaker of this name for the actor, in all articles, also in those to come."""
        with self._correcting(by, why) as corrector:
            return corrector.alias(actor, name)

    def is_not(self, actor: str, other: str, *, by: str, why: str | None = None) -> Decision:
        """Never take an actor for another one, or for anybody of this name."""
        with self._correcting(by, why) as corrector:
            return corrector.is_not(actor, other)

    def affiliation(
        self,
        actor: str,
        role: str | None,
        of: str | None,
        *,
        first_seen: datetime.date | None = None,
        last_seen: datetime.date | None = None,
        holds: bool = True,
        by: str,
        why: str | None = None,
    ) -> Decision:
        """Add an affiliation to an actor; with `holds` false strike it out."""
        affiliation = Affiliation(role=role, of=of, first_seen=first_seen, last_seen=last_seen)
        with self._correcting(by, why) as corrector:
            return corrector.affiliation(actor, affiliation, holds=holds)

    def set_kind(self, actor: str, kind: ActorKind, *, by: str, why: str | None = None) -> Decision:
        """Say what an actor is."""
        with self._correcting(by, why) as corrector:
            return corrector.kind(actor, kind)

    def load_actors(self, file: str | Path, *, by: str, why: str | None = None) -> Loaded:
        """Take over what a file knows of actors, as decisions; what is decided so already stays as it is.

        An alias file is .yaml, a table of Wikidata items .csv or .tsv, FollowTheMoney entities .ftm.json.
        """
        from onrecord import loading  # noqa: PLC0415 - as in `add`

        return loading.load_actors(self._database, Path(file), by=by, why=why)

    def suggestions(self) -> list[Suggestion]:
        """Return the pairs of actors that may be one, the likeliest first, with the reasons."""
        with self._database.reading() as connection:
            return suggesting.suggestions(connection)

    def set_position(
        self, statement: str, concept: str, stance: Stance | None, *, by: str, why: str | None = None
    ) -> Decision:
        """Say where a statement stands on a concept, here and below by id or words of its label; None: nowhere."""
        with self._coding(by, why) as corrector:
            return corrector.set(statement, concept, stance)

    def confirm_position(self, statement: str, concept: str, *, by: str, why: str | None = None) -> Decision:
        """Say that a position, or that there is none, is right as it is."""
        with self._coding(by, why) as corrector:
            return corrector.confirm(statement, concept)

    def add_concept(self, concept: Concept, *, by: str, why: str | None = None) -> list[Decision]:
        """Add a concept to the ledger's codebook; `code` judges the statements by it."""
        with self._coding(by, why) as corrector:
            return corrector.add(concept)

    def edit_concept(
        self,
        concept: str,
        *,
        label: str | None = None,
        description: str | None = None,
        examples: Iterable[tuple[Stance, str]] = (),
        by: str,
        why: str | None = None,
    ) -> list[Decision]:
        """Give a concept another label or description, or further examples; `code` judges the statements anew by it."""
        with self._coding(by, why) as corrector:
            return corrector.edit(concept, label=label, description=description, examples=examples)

    def merge_concepts(self, concept: str, into: str, *, by: str, why: str | None = None) -> Decision:
        """Make two concepts one, under the second's label; positions on the first count for it."""
        with self._coding(by, why) as corrector:
            return corrector.merge(concept, into)

    def drop_concept(self, concept: str, *, by: str, why: str | None = None) -> Decision:
        """Take a concept out of the ledger's codebook, with the positions on it."""
        with self._coding(by, why) as corrector:
            return corrector.drop(concept)

    @contextmanager
    def _coding(self, by: str, why: str | None) -> Iterator[PositionCorrector]:
        with self._database.writing() as connection:
            yield PositionCorrector(connection, by=by, why=why)

    @contextmanager
    def _correcting(self, by: str, why: str | None) -> Iterator[Corrector]:
        with self._database.writing() as connection:
            yield Corrector(connection, by=by, why=why)

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision in the order in which they were made, undone ones too."""
        with self._database.reading() as connection:
            yield from decisions.read_decisions(connection)


def open(
    path: str | Path, *, create: bool = True, settings: Settings | None = None, learner: Learner | None = None
) -> Ledger:
    """Return the ledger at this path, made if it is absent and `create` is left on.

    `learner` makes the coder of its positions; it is that of the trained coder unless another is given.
    """
    return Ledger(Path(path), settings=settings or settings_from_environment(), create=create, learner=learner)


def extract(text: str, *, tagger: TaggerName = TaggerName.TRAINED) -> tuple[Statement, ...]:
    """Return the statements of one text, in text order; offsets are code points of the text as given."""
    page = Page(address="text", text=text, id="text", verbatim=True)
    [found] = _reader(tagger).extracted([page])
    if isinstance(found, Refused):
        raise SourceError(str(found))
    return found.statements


def extract_sources(
    sources: Sources,
    *,
    tagger: TaggerName = TaggerName.TRAINED,
    min_confidence: float = 0.0,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
) -> Iterator[Extracted | Refused]:
    """Yield each page's statements, without a ledger; the text of a row is taken as it stands."""
    from onrecord import extracting  # noqa: PLC0415 - as in `add`

    return extracting.extract_sources(
        _addresses(sources),
        _reader(tagger, jobs, settings, min_confidence),
        jobs=jobs,
        stdin=stdin,
    )


def extract_to(
    file: str | Path,
    sources: Sources,
    *,
    tagger: TaggerName = TaggerName.TRAINED,
    min_confidence: float = 0.0,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
    on_progress: Callable[[Extraction], None] | None = None,
) -> Extraction:
    """Write each page's statements to a .jsonl or .parquet file and return the tally.

    What is found stands in FILE.part until the end. A run that was stopped or killed goes on where
    it was when it is called again with the same arguments.
    """
    from onrecord import extracting  # noqa: PLC0415 - as in `add`

    return extracting.extract_to(
        Path(file),
        _addresses(sources),
        _reader(tagger, jobs, settings, min_confidence),
        jobs=jobs,
        stdin=stdin,
        on_progress=on_progress,
    )


def evaluate(gold: str | Path, predicted: str | Path) -> Evaluation:
    """Return how well one coding meets the other; each is a JSONL file or a ledger."""
    from onrecord import evaluation  # noqa: PLC0415 - half a second that only this call needs

    codings: list[Coding] = []
    texts: dict[str, str] = {}
    for path in (Path(predicted), Path(gold)):
        if is_database(path):
            with open(path, create=False) as ledger:
                has_codebook = bool(ledger.codebook())
                codings.append(evaluation.coding_of(ledger.statements(), with_positions=has_codebook))
                # Of all articles: one without a statement has none in the coding.
                texts |= {article.id: article.text for article in ledger.articles()}
        else:
            codings.append(evaluation.read_coding(path))
    predicted_coding, gold_coding = codings
    return evaluation.evaluate(gold_coding, predicted_coding, texts=texts)


def _reader(tagger: TaggerName, jobs: int = 1, settings: Settings | None = None, min_confidence: float = 0.0) -> Reader:
    from onrecord import pipeline  # noqa: PLC0415 - as in `add`

    return pipeline.Reader(
        tagger=pipeline.tagger_named(tagger, threads=jobs),
        min_confidence=min_confidence,
        settings=settings or settings_from_environment(),
    )


def _addresses(sources: Sources) -> list[str]:
    if isinstance(sources, str | Path):
        return [str(sources)]
    return [str(source) for source in sources]
