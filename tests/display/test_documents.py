"""A position's gaps as Word, PowerPoint and Excel: what stands in them, and what never does."""

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE_TYPE

from ecosystem.analysis.gaps import gap_context, search_of
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.matrix import cell_id
from ecosystem.briefings.gaps.matrix_records import CellState
from ecosystem.briefings.gaps.position_gaps import brief_gaps_of, guarded
from ecosystem.display.documents import brief_file, write_brief
from ecosystem.display.gaps.matrix import COLOURS, INK, counts, heat_map, written
from ecosystem.model.danish import sort_key
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import GapEvent, GapThresholds
from ecosystem.model.sentences import Sentence
from ecosystem.sources.register.reading import read_register, shipped_folder
from ecosystem.sources.tables.boundaries import read_boundaries
from tests.briefings.test_gap_matrix import a_country, energy_firms, help_from

DAY = date(2026, 11, 23)
FORMULA = '=HYPERLINK("http://x")'
FOREIGN = re.compile(r"\b\d{1,3},\d{3}\b|\b\d{4}-\d{2}-\d{2}\b")


def lonely_country():
    """A position where nobody has a way to knowledge; one firm is a person's own."""
    firms = [
        *energy_firms("0751", 6),
        *energy_firms("0851", 2),
        {
            "actor_id": "person",
            "kind": "firm",
            "name": "Sørine Testesen",
            "legal_form": "ENK",
            "industry_scheme": "DB07",
            "industry_code": "351100",
            "municipality_code": "0779",
            "is_synthetic": False,
        },
    ]
    offers = [
        help_from(area=("0751",), name_da=FORMULA),
        help_from("ukendt", "skills", channel=None),
    ]
    return a_country(offers, firms, without=("sites",))


def briefed(register, position="energi", **more):
    """The brief of a position."""
    search = search_of(gap_context(register, DAY, GapThresholds()), position)
    return brief_gaps_of(search, position, **more)


@pytest.fixture(scope="module")
def maritime():
    """A position of the shipped register, with one gap and one cell explained."""
    search = search_of(
        gap_context(read_register(shipped_folder()), DAY, GapThresholds()), "maritime_logistik"
    )
    first = brief_gaps_of(search, "maritime_logistik").gaps[0].gap.gap_id
    question = MatrixQuestion(position_id="maritime_logistik")
    explanation = {"kind": "explained", "on": DAY, "by": "Direktør Testesen"}
    events = (
        GapEvent(gap_id=first, reason="Andre hjælper allerede", **explanation),
        GapEvent(
            gap_id=cell_id(question, "branding", "1081"), reason="Ikke brug for det", **explanation
        ),
    )
    return brief_gaps_of(search, "maritime_logistik", question=question, events=events)


@pytest.fixture(scope="module")
def shapes():
    """The shipped boundaries."""
    return read_boundaries(shipped_folder())[0]


@pytest.fixture(scope="module")
def slides(maritime, shapes):
    """The slides in Danish."""
    return Presentation(BytesIO(brief_file(maritime, shapes, ".pptx", "da")))


@pytest.fixture(scope="module")
def text(maritime, shapes):
    """The Word document in Danish."""
    return Document(BytesIO(brief_file(maritime, shapes, ".docx", "da")))


def all_words(slide):
    """Everything that can be read on a slide and in its notes."""
    words = [slide.notes_slide.notes_text_frame.text]
    for shape in slide.shapes:
        if shape.has_text_frame:
            words.append(shape.text_frame.text)
        if shape.has_table:
            words += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(words)


def cells_of(slides):
    """Cells of the matrix, by their text."""
    tables = [shape.table for slide in slides.slides for shape in slide.shapes if shape.has_table]
    matrix = next(table for table in tables if table.cell(0, 0).text == "Behov")
    return {cell.text: cell for row in list(matrix.rows)[1:] for cell in list(row.cells)[1:]}


# --- PowerPoint ----------------------------------------------------------------------------


def test_the_title_of_every_slide_is_a_finding_and_stands_alone(slides):
    """The first counts the gaps; none is the name of a subject, and none is told twice."""
    titles = [slide.shapes.title.text_frame.text for slide in slides.slides]

    assert titles[0].startswith("Maritime erhverv og logistik")
    assert "kan ikke afgøres endnu" in titles[0]
    assert any("felter er under grænsen på 3" in title for title in titles)
    (coverage,) = [title for title in titles if re.match(r"\d+ af 98 kommuner har", title)]
    assert coverage.endswith("Alle styrkepositionens aktører er talt med")
    assert all(len(title) > 20 for title in titles)
    assert len(set(titles)) == len(titles)


def test_source_and_day_stand_in_the_foot_and_the_notes_of_every_slide(slides):
    """Also the mark of example data, and which slide of how many."""
    for place, slide in enumerate(slides.slides, 1):
        foot = f"Opgjort 23. november 2026. Eksempeldata. Side {place} af {len(slides.slides)}"
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]

        assert any(text.startswith("Kilde: Danmarks") and text.endswith(foot) for text in texts)
        assert slide.notes_slide.notes_text_frame.text.startswith("Kilde: Danmarks")


def test_every_picture_and_table_of_a_slide_has_an_alternative_text(slides):
    """Heat map and map say what they show; the tables are native."""
    shapes = [shape for slide in slides.slides for shape in slide.shapes]
    descriptions = {
        shape.shape_type: shape._element.xpath(".//p:cNvPr/@descr")
        for shape in shapes
        if shape.shape_type in {MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.TABLE}
    }
    pictures = [s for s in shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]

    assert len(pictures) == 2
    assert all(len(alt[0]) > 20 for alt in descriptions.values())
    assert "Kort over Danmarks kommuner" in pictures[1]._element.xpath(".//p:cNvPr/@descr")[0]


def test_zero_under_the_limit_and_no_data_look_and_read_differently_on_slides():
    """Mark, number, ground and frame differ; each alone would do."""
    brief = briefed(lonely_country())
    seen = counts(brief.matrix)
    cells = cells_of(Presentation(BytesIO(brief_file(brief, None, ".pptx", "da"))))
    looks = {text: cell.fill.type for text, cell in cells.items()}

    assert min(seen[state] for state in (CellState.ZERO, CellState.UNDER, CellState.NO_DATA)) > 0
    assert set(cells) == {"▨ 0", "▨ 1", "– ?"}
    assert cells["▨ 0"].fill.pattern == MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    assert cells["▨ 1"].fill.pattern == MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    assert looks["– ?"] != looks["▨ 0"]
    dashes = {text: cell._tc.xpath(".//a:prstDash/@val")[0] for text, cell in cells.items()}
    assert dashes == {"▨ 0": "solid", "▨ 1": "solid", "– ?": "dash"}


def test_what_is_explained_is_struck_with_its_reason_and_without_who_said_so(slides):
    """The gap and the cell are both struck; the name of whoever explained them is nowhere."""
    struck = [
        "".join(run.xpath("./a:t/text()"))
        for slide in slides.slides
        for run in slide._element.xpath(".//a:r[a:rPr/@strike='sngStrike']")
    ]
    words = "\n".join(map(all_words, slides.slides))

    assert any("ingen udpeget klynge" in text for text in struck)
    assert any(re.fullmatch(r"▨ \d+", text) for text in struck)
    assert "Ikke et hul: Andre hjælper allerede (23.11.2026)" in words
    assert "Ikke brug for det" in words
    assert "Testesen" not in words


def test_method_confidence_and_what_cannot_be_said_are_told(slides):
    """A board member who gets the file alone can doubt it."""
    words = "\n".join(map(all_words, slides.slides))

    for part in (
        "Sikkert hul: alle oplysninger",
        "Regel: ",
        "▨ 0: ingen",
        "Personligt ejede",
        "bestyrelser",
        "Grænserne er udgave 2026-12: egen vurdering.",
    ):
        assert part in words
    assert FOREIGN.findall(words) == []


@pytest.mark.parametrize("many", [5, 6, 23])
def test_a_long_list_of_gaps_runs_over_several_slides(maritime, many):
    """At most five a slide, every one told, each slide numbered."""
    actor = [row for row in maritime.gaps if row.gap.kind == "actor"]
    gaps = tuple(actor[at % len(actor)] for at in range(many))
    brief = maritime.model_copy(update={"gaps": gaps})
    made = Presentation(BytesIO(brief_file(brief, None, ".pptx", "da")))
    tables = [
        shape.table
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 0).text == "Hul"
    ]
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]

    assert [len(table.rows) - 1 for table in tables][:-1] == [5] * (len(tables) - 1)
    assert sum(len(table.rows) - 1 for table in tables) == many
    assert any(title.endswith(f"({len(tables)} af {len(tables)})") for title in titles) == (
        len(tables) > 1
    )


# --- Word ----------------------------------------------------------------------------------


def test_the_text_has_real_headings_tables_with_repeated_heads_and_described_pictures(text):
    """Headings are styles, not big letters; the foot names source, day and page."""
    headings = [
        paragraph.text for paragraph in text.paragraphs if paragraph.style.name == "Heading 1"
    ]
    alts = text.element.xpath("//wp:docPr/@descr")
    foot = text.sections[0].footer.paragraphs[0]

    assert len(headings) >= 5
    assert len(text.inline_shapes) == len(alts) == 2
    assert all(len(alt) > 20 for alt in alts)
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in text.tables)
    assert all(table._tbl.xpath("./w:tblPr/w:tblDescription/@w:val") for table in text.tables)
    assert "Kilde: Danmarks erhvervsfremme. Opgjort 23. november 2026." in foot.text
    assert foot._p.xpath(".//w:instrText/text()") == ["PAGE", "NUMPAGES"]


def test_the_text_is_danish_to_a_reader_aloud_and_names_no_author(text):
    """Language is set; the library's own name is not."""
    assert text.styles["Normal"].element.xpath(".//w:lang/@w:val") == ["da-DK"]
    assert text.core_properties.author == ""
    assert text.core_properties.title.startswith("Maritime erhverv")
    words = "\n".join(paragraph.text for paragraph in text.paragraphs)
    assert FOREIGN.findall(words) == []


# --- Excel ---------------------------------------------------------------------------------


def test_the_workbook_has_numbers_frozen_heads_and_tells_of_itself(maritime):
    """Sheets for gaps, matrix and municipalities, and "Om tallene" with source, day and limits."""
    book = load_workbook(BytesIO(brief_file(maritime, None, ".xlsx", "da")))
    matrix, about = book["Matrix"], dict(book["Om tallene"].iter_rows(values_only=True))
    numbers = [cell.value for row in matrix.iter_rows(min_row=2, min_col=2) for cell in row]

    assert book.sheetnames == ["Huller", "Matrix", "Kommuner", "Om tallene"]
    assert all(book[name].freeze_panes == "A2" for name in book.sheetnames[:-1])
    assert all(isinstance(number, (int, float)) for number in numbers)
    assert (about["Kilde"], about["Opgjort"]) == ("Danmarks erhvervsfremme", "23.11.2026")
    assert about["Grænse i matrixen"] == "Færre end 3 aktører"
    assert about["Filtre"] == "Alle huller i styrkepositionen"
    limits = [line for name, line in book["Om tallene"].values if name == "Grænser for reglerne"]
    assert "Nær: højst 50 km ad vej" in limits
    assert not any("=" in line or "_" in line for line in limits)
    assert book["Kommuner"].max_row == 99
    towns = [row[0] for row in book["Kommuner"].iter_rows(min_row=2, values_only=True)]
    assert towns[-4:] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    (spread,) = [
        limits.places for limits in maritime.gaps if limits.gap.detail == "knowledge_institution"
    ]
    assert list(spread) == sorted(spread, key=sort_key)


def test_three_looks_stay_apart_in_the_workbook():
    """Zero is the number 0, densely hatched; no data is a text without hatching."""
    brief = briefed(lonely_country())
    sheet = load_workbook(BytesIO(brief_file(brief, None, ".xlsx", "da")))["Matrix"]
    cells = {c.value: c for row in sheet.iter_rows(min_row=2, min_col=2) for c in row}

    assert set(cells) == {0, 1, "– ?"}
    assert [cells[value].fill.patternType for value in (0, 1, "– ?")] == ["darkUp", "lightUp", None]


def test_a_name_that_begins_like_a_formula_stays_text():
    """Neither a sheet nor a slide runs anything."""
    brief = briefed(lonely_country())
    gap = brief.gaps[0].model_copy(update={"not_a_gap": FORMULA, "explained_on": DAY})
    brief = brief.model_copy(update={"gaps": (gap,), "label": FORMULA})
    book = load_workbook(BytesIO(brief_file(brief, None, ".xlsx", "da")))
    cells = [c for sheet in book for row in sheet for c in row if c.value == FORMULA]

    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


# --- what may not leave the house ----------------------------------------------------------


@pytest.mark.parametrize("ending", [".docx", ".pptx", ".xlsx"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_person_s_firm_is_counted_and_not_named(ending, language):
    """A gap about the firm says "a firm owned by a person"."""
    brief = briefed(lonely_country())
    sentence = Sentence(
        key="gap.step.introduce",
        values={"one": "Sørine Testesen", "other": "B", "firms": 1, "places": 1},
    )
    safe = guarded(sentence, ["Sørine Testesen"])
    gap = brief.gaps[0].gap.model_copy(update={"sentence": safe})
    brief = brief.model_copy(update={"gaps": (brief.gaps[0].model_copy(update={"gap": gap}),)})
    words = read_back(brief_file(brief, None, ending, language), ending)

    assert "Testesen" not in words
    assert ("personligt ejet" if language == "da" else "owned by a person") in words
    assert "under 3" in words


def test_the_search_itself_takes_persons_out_of_its_gaps():
    """Whatever the analysis names in a sentence or a step, the brief has let go of."""
    assert "Testesen" not in briefed(lonely_country()).model_dump_json()


def test_one_or_two_firms_in_a_municipality_read_under_three():
    """Two in Aalborg, one in Skive, six in Aarhus; nowhere else in the book stands 1 or 2."""
    brief = briefed(lonely_country())
    book = load_workbook(BytesIO(brief_file(brief, None, ".xlsx", "da")))
    rows = {row[0]: row[1] for row in book["Kommuner"].iter_rows(min_row=2, values_only=True)}
    gaps = list(book["Huller"].iter_rows(min_row=2, min_col=4, max_col=6, values_only=True))

    assert rows == {"Skive": "under 3", "Aarhus": 6, "Aalborg": "under 3"}
    assert not {1, 2} & {value for row in gaps for value in row}


def read_back(content, ending):
    """All words of a document."""
    if ending == ".xlsx":
        cells = [c.value for sheet in load_workbook(BytesIO(content)) for row in sheet for c in row]
        return "\n".join(map(str, cells))
    if ending == ".pptx":
        return "\n".join(map(all_words, Presentation(BytesIO(content)).slides))
    document = Document(BytesIO(content))
    tables = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


# --- what was chosen, and what is missing --------------------------------------------------


def test_only_the_gaps_and_cells_that_were_chosen_are_told():
    """One gap and one cell; how many others there are is said."""
    register = lonely_country()
    every = briefed(register)
    gap = every.gaps[0].gap.gap_id
    cell = cell_id(MatrixQuestion(position_id="energi"), "finance", "1081")
    brief = briefed(register, chosen_ids=(gap, cell))
    words = read_back(brief_file(brief, None, ".docx", "da"), ".docx")

    assert [row.gap.gap_id for row in brief.gaps] == [gap]
    assert brief.left_out == len(every.gaps) - 1 > 0
    assert "Finansiering × Region Nordjylland" in words
    assert f"{brief.left_out} andre er udeladt" in words


@pytest.mark.parametrize("absent", [("offers",), ("needs", "offers"), ("actors", "offers")])
@pytest.mark.parametrize("ending", [".docx", ".pptx", ".xlsx"])
def test_a_register_that_lacks_a_table_still_gives_a_document_that_says_so(absent, ending):
    """No offers, no needs, no actors: the file opens and names what cannot be said."""
    brief = briefed(a_country(without=absent))
    words = read_back(brief_file(brief, None, ending, "da"), ending)

    assert "Uden en tabel over tilbud kan vi ikke sige" in words
    assert FORMULA not in words


def test_an_english_document_is_english(maritime):
    """No Danish word of ours is left in it; names from the data may stay."""
    words = read_back(brief_file(maritime, None, ".docx", "en"), ".docx")

    assert "Certain gap: all information" in words
    for danish in ("Sikkert hul", "Regel:", "kommuner har", "Mindste skridt", "grænsen"):
        assert danish not in words


def test_a_file_of_another_kind_is_refused_with_those_there_are(maritime, tmp_path):
    """Nothing is written."""
    with pytest.raises(EcosystemError, match=r"\.docx \.pptx \.xlsx"):
        write_brief(maritime, None, tmp_path / "gaps.odt")
    assert list(tmp_path.iterdir()) == []


# --- the picture ---------------------------------------------------------------------------


def test_grounds_of_the_heat_map_are_told_apart_in_grey_and_bear_their_text():
    """Lightness differs between any two looks that share a mark; text has contrast 4.5."""

    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for state, ground in COLOURS.items():
        pair = sorted((light(ground), light(INK[state])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5
    assert abs(light(COLOURS[CellState.UNDER]) - light(COLOURS[CellState.ZERO])) > 0.3


def test_the_heat_map_draws_every_cell_with_its_text():
    """As many marks as cells, each text as it is written elsewhere."""
    matrix = briefed(lonely_country()).matrix
    drawn = heat_map(matrix).to_dict()
    texts = [cell["text"] for cell in drawn["data"]["values"]]

    assert texts == [written(cell) for row in matrix.cells.values() for cell in row.values()]
