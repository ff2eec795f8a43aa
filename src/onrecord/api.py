"""The public calls: behind each command stands one of these, with the same name and arguments."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from onrecord.corrections import Corrections
from onrecord.errors import SourceError
from onrecord.export import ACTOR_WRITERS, STATEMENT_WRITERS, writer_for
from onrecord.ledger import positions, reading, searching, stands
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.database import Database, is_database
from onrecord.ledger.reading import Contents, Filter
from onrecord.ledger.searching import Hits
from onrecord.ledger.stands import Conflict, Grounds, Shift
from onrecord.model import (
    Actor,
    ActorKind,
    Article,
    Concept,
    Dispute,
    Page,
    Record,
    Refused,
    Stand,
    Statement,
    StatementKind,
)
from onrecord.outcomes import Added, Exported, Extraction, Found, Imported, Learning
from onrecord.positions import codebook
from onrecord.positions.coder import Coder
from onrecord.settings import Settings, settings_from_environment
from onrecord.statements.tagger import TaggerName

if TYPE_CHECKING:
    from onrecord.debates.debate import Debate
    from onrecord.evaluation import Coding, Evaluation
    from onrecord.pipeline import Extracted, Reader
    from onrecord.positions.inducing import Embed
    from onrecord.positions.learning import Learner
    from onrecord.sources.web import Fetcher

Sources = str | Path | Iterable[str | Path]


class Ledger(Corrections):
    """The database of one project: read it, add to it, correct it. Close it, or use it in a `with` block."""

    def __init__(self, path: Path, *, settings: Settings, create: bool, learner: Learner | None = None) -> None:
        self.path = path
        self._settings = settings
        self._learner = learner
        super().__init__(Database(path, busy_seconds=settings.busy_seconds, create=create))

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
        fetcher: Fetcher | None = None,
        on_progress: Callable[[Added], None] | None = None,
    ) -> Added:
        """Read the sources into the ledger and return what became of each page.

        `published` and `outlet` are for articles that do not say theirs. An article is stored with
        all its statements or not at all, so a run that was stopped goes on where it was when it is
        called again. What is in the ledger already keeps its statements, whichever tagger found
        them. Bad input is refused, never raised. `fetcher` fetches web addresses in place of the usual one.

        A codebook, from now on the ledger's, is a YAML file of concepts. Where a ledger has one, every
        statement that the coder has not judged by it is judged: by the coder that comes with onrecord,
        with what `learn` taught it, unless another is given.
        """
        from onrecord import adding, pipeline  # noqa: PLC0415 - models and parsers: seconds that a listing need not wait
        from onrecord.sources.reading import read_pages  # noqa: PLC0415

        reader = pipeline.Reader(
            tagger=pipeline.tagger_named(tagger, threads=jobs),
            published=published,
            outlet=outlet,
            settings=self._settings,
        )
        if codebook is not None:
            self.load_concepts(codebook)
        pages = read_pages(
            _addresses(sources), settings=self._settings, stdin=stdin, fetcher=fetcher, ledger=self._database.path
        )
        added = adding.add_pages(self._database, pages, reader, jobs=jobs, on_progress=on_progress)
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
        decided: bool | None = None,
        rejected: bool = False,
    ) -> Iterator[Record]:
        """Yield the statements that fit, article by article, in text order.

        `actor` is an actor's id or words of one of its names; `since` and `until` are days on which
        a statement was made, both included; `concept` is the id or words of the label of a concept on
        which it takes a position. `decided` are those that a person confirmed, or with False those that
        wait; `rejected` those that a person rejected, which are yielded by nothing else.
        """
        wanted = Filter(
            actor=actor,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            min_confidence=min_confidence,
            concept=concept,
            decided=decided,
            rejected=rejected,
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

    def debate(self, *, statement_type: str | None = None, wanted: Filter | None = None) -> Debate:
        """Return the positions as a debate, for networks and all that they show; the ledger must stay open.

        With the label of an imported statement type it is the debate of the statements that were coded with it.
        """
        from onrecord.debates.reading import debate_in  # noqa: PLC0415 - as in `add`

        return debate_in(self._database, statement_type, wanted)

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

    def search(self, text: str, limit: int = 8) -> Hits:
        """Return the articles, statements and actors that have these words, the best of each; for as one types."""
        with self._database.reading() as connection:
            return searching.search(connection, text, limit=limit)

    def refusals(self) -> Iterator[Refused]:
        """Yield what was refused and has not been taken since."""
        with self._database.reading() as connection:
            yield from reading.read_refusals(connection)

    def contents(self) -> Contents:
        """Return how much the ledger holds."""
        with self._database.reading() as connection:
            return reading.read_contents(connection)

    def import_dna(
        self,
        file: str | Path,
        *,
        password: str | None = None,
        zone: str = "UTC",
        on_progress: Callable[[Imported], None] | None = None,
    ) -> Imported:
        """Take over a database of DNA, all of it or nothing, and return the tally; again it changes nothing.

        `password` is the Admin's, and none is needed; `zone` is that in which a database of DNA 2 was coded.
        """
        from onrecord import importing  # noqa: PLC0415 - as in `add`

        return importing.import_dna(self._database, Path(file), password=password, zone=zone, on_progress=on_progress)

    def export_dna(self, file: str | Path) -> Exported:
        """Write the ledger as a database that DNA 3 opens, and return what it does not hold."""
        from onrecord.export.dna import write_dna  # noqa: PLC0415 - as in `add`
        from onrecord.ledger.as_dna import database_of  # noqa: PLC0415

        with self._database.reading() as connection:
            database, lost = database_of(connection)
        cut = write_dna(database, Path(file))
        return Exported(statements=len(database.statements), lost=(*lost, *map(str, cut)))

    def export(self, file: str | Path) -> int:
        """Write every statement to a file in the format of its ending; return how many.

        .ftm.json has every actor instead, .dna what `export_dna` writes, .graphml and .gexf the network of actors and
        concepts.
        """
        path = Path(file)
        if path.suffix.lower() == ".dna":
            return self.export_dna(path).statements
        if path.suffix.lower() in (".graphml", ".gexf"):
            from onrecord.export.networks import NETWORK_WRITERS  # noqa: PLC0415 - as in `add`

            network = self.debate().network()
            writer_for(path, NETWORK_WRITERS)(network, path)
            return network.statements
        if path.name.lower().endswith(".ftm.json"):
            return writer_for(path, ACTOR_WRITERS)(self.actors(), path)
        return writer_for(path, STATEMENT_WRITERS)(self.statements(), path)


def open(
    path: str | Path, *, create: bool = True, settings: Settings | None = None, learner: Learner | None = None
) -> Ledger:
    """Return the ledger at this path, made if it is absent and `create` is left on.

    `learner` makes the coder of its positions; it is that of the trained coder unless another is given.
    """
    return Ledger(Path(path), settings=settings or settings_from_environment(), create=create, learner=learner)


@contextmanager
def open_debate(path: str | Path, *, statement_type: str | None = None) -> Iterator[Debate]:
    """Give the debate of a ledger, or of a database of DNA: a file that ends in .dna."""
    from onrecord.debates.reading import read_dna_debate  # noqa: PLC0415 - as in `add`

    if Path(path).suffix.lower() == ".dna":
        yield read_dna_debate(Path(path), statement_type)
    else:
        with open(path, create=False) as ledger:
            yield ledger.debate(statement_type=statement_type)


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
