"""Where the document begins and ends among the blocks of a page, and the reason for each block that is none of it."""

from generator.gongwen.labels import is_recipients
from generator.importer.recognise.words import is_organ, is_piece
from generator.importer.web import furniture as site
from generator.importer.web.blocks import Block, Box
from generator.importer.web.core import (
    EVIDENCE,
    OPENING,
    Weights,
    best_stretch,
    is_file_link,
    is_link,
    opens,
    says_document,
    signs,
)
from generator.importer.web.labels import is_stamped
from generator.importer.web.looks import HIDDEN, TAB
from generator.importer.web.title import REPEATED, announces, are_alike, begins_notice, is_head_line, repeats

OTHER = "正文以外的网页文字"
LINKS = "网站的链接"
_REACH = 6  # how many of the site's lines may stand between the text and its signature
_ABOVE = 12  # lines above the text among which the notice that carries it may begin
_REST = 0.7  # the most weight, as a share of the text's, that related reading has
_LARGE = 15.0  # points: larger than a text is set
_LINKS_IN_A_ROW = 3


class Choice:
    """What is known of the blocks while the document is being delimited."""

    def __init__(
        self,
        blocks: list[Block],
        boxes: list[Box],
        weights: Weights,
        rules: list[site.Rule | None],
        around: list[site.Rule | None],
        sites: list[bool],
    ) -> None:
        self.blocks, self.boxes, self.weights = blocks, boxes, weights
        self.rules, self.around, self.sites = rules, around, sites

    def grown(self, core: Box) -> tuple[int, int]:
        """The first and the last place, plus one, of the document: the best of the core, and what belongs below."""
        first, end = best_stretch(self.blocks, core, self.weights)
        missed, i = 0, end
        outer = self.boxes[core.above].end if core.above >= 0 else core.end
        while i < len(self.blocks) and missed < _REACH:
            rule = self.around[i]
            if rule is not None and (rule.ends or rule.why in (site.FOOTER, site.NEIGHBOURS)):
                break
            if self._belongs(i, within=i < outer):
                end, missed = i + 1, 0
            elif self.blocks[i].text and self.blocks[i].why != HIDDEN:
                missed += 1 if self.sites[i] else 3
            i += 1
        return self._raised(first), end

    def _raised(self, first: int) -> int:
        """The first place, raised to the beginning of the notice that carries the text, where a page sets it apart."""
        top, missed, i = first, 0, first - 1
        while i >= max(0, first - _ABOVE) and missed < _REACH:
            if self._announces(i):
                top = i
            missed += self.sites[i] or is_link(self.blocks[i])
            i -= 1
        while 0 < top < first and self._may_begin(top - 1, top):
            top -= 1
        return top

    def _announces(self, i: int) -> bool:
        """现将…印发给你们, or 主送 with a sentence below it."""
        block, below = self.blocks[i], i + 1
        if self.sites[i] or block.kind != "text" or block.why or is_link(block):
            return False
        while below < len(self.blocks) - 1 and not self.blocks[below].text:
            below += 1
        said = announces(block.text) or (is_recipients(block.tight) and self.weights.each[below] > OPENING)
        return said and not site.outside_furniture(block.tight)

    def _may_begin(self, i: int, below: int) -> bool:
        """Whether a line above a notice's text is one of its head, too."""
        block = self.blocks[i]
        if self.sites[i] or block.why or is_link(block) or block.kind != "text" or site.outside_furniture(block.tight):
            return False
        alike = block.look.align == "center" or block.look.heading or are_alike(self.blocks, self.boxes, i, below)
        return begins_notice(block) or is_head_line(block) or (bool(alike) and is_piece(block.tight))

    def _belongs(self, i: int, *, within: bool) -> bool:
        block = self.blocks[i]
        if self.sites[i] or is_link(block) or site.outside_furniture(block.tight):
            return False
        if signs(self.blocks, i) or says_document(block.text, block.tight):
            return True
        return within and self.weights.each[i] >= EVIDENCE

    def reasons(self, first: int, end: int, group: range | None) -> list[str]:
        """Why each block is dropped; empty for those of the document."""
        why = [self._outside(i) for i in range(len(self.blocks))]
        text_first, text_last = self._text(self._below(first, end, group), end)
        end = self._ended(text_first, end)
        for i in range(first, end):
            why[i] = self._inside(i, text_first, text_last)
        self._without_links(why, first, end, text_last)
        if group is not None:
            self._with_title(why, group, first, end)
        return why

    def _below(self, first: int, end: int, group: range | None) -> int:
        """Where the text may begin: below the title, where lines of the site stand above it in the core."""
        if group is not None and first < group.start and any(self.sites[first : group.start]):
            return min(group.stop, end - 1, self._begun(first, group.start))
        return first

    def _begun(self, first: int, title: int) -> int:
        """Where above the title the document has already begun, by its words; else the place of the title."""
        return next((i for i in range(first, title) if not self.sites[i] and begins_notice(self.blocks[i])), title)

    def _text(self, first: int, end: int) -> tuple[int, int]:
        """The places of the first and the last block in the range that only a document has."""
        heavy = [i for i in range(first, end) if self.weights.each[i] >= EVIDENCE or signs(self.blocks, i)]
        starts = [i for i in heavy if opens(self.blocks[i])]
        return (starts or heavy or [first])[0], (heavy or [max(first, end - 1)])[-1]

    def _ended(self, text_first: int, end: int) -> int:
        """The end, or the heading before it after which there is only related reading."""
        for i in range(text_first + 1, end):
            rule = self.around[i]
            if rule is not None and rule.ends and self._mass(i, end) < _REST * self._mass(text_first, i):
                return i
        return end

    def _mass(self, first: int, end: int) -> float:
        return self.weights.sums[end] - self.weights.sums[first]

    def _outside(self, i: int) -> str:
        block, rule = self.blocks[i], self.around[i]
        if block.why:
            return block.why
        if rule is not None:
            return rule.why
        if block.linked and is_link(block):
            return LINKS
        return site.outside_furniture(block.tight) or (site.DOWNLOADS if is_file_link(block) else OTHER)

    def _inside(self, i: int, text_first: int, text_last: int) -> str:
        block = self.blocks[i]
        if block.why:
            return block.why
        if (rule := self.rules[i]) is not None:
            return rule.why
        if text_first <= i <= text_last:
            return ""
        if (rule := self.around[i]) is not None:
            return rule.why
        if i < text_first:
            return site.META if is_stamped(block.text) else "" if self._heads(i, text_first) else OTHER
        if site.is_staff_line(block.text):
            return site.STAFF
        if i > text_last and site.outside_furniture(block.tight) and self._above_footer(i):
            return site.FOOTER
        between = any(self.sites[k] and self.blocks[k].text for k in range(text_last + 1, i))
        if between or (i > text_last and is_link(block)):
            return LINKS if is_link(block) else site.outside_furniture(block.tight) or OTHER
        return ""

    def _above_footer(self, i: int) -> bool:
        """Whether a line of the site's footer follows within the next few."""
        return any(rule is not None and rule.why == site.FOOTER for rule in self.around[i + 1 : i + 4])

    def _heads(self, i: int, text_first: int) -> bool:
        """Whether a line above the text belongs to it: it stands among its paragraphs, or looks like a title."""
        block, text = self.blocks[i], self.blocks[text_first]
        if block.kind != "text" or is_head_line(block) or says_document(block.text, block.tight):
            return True
        if block.look.align == "center" or block.look.heading or block.bold or block.look.size >= _LARGE:
            return True
        return block.box == text.box or self.boxes[block.box].above == self.boxes[text.box].above

    def _without_links(self, why: list[str], first: int, end: int, text_last: int) -> None:
        """Drop runs of links inside the core: menus and lists of other pages."""
        run: list[int] = []
        for i in range(first, end + 1):
            if i < end and not why[i] and self.blocks[i].text and is_link(self.blocks[i]):
                run.append(i)
            elif i == end or self.blocks[i].text:
                if len(run) >= _LINKS_IN_A_ROW or (run and run[0] > text_last):
                    for k in run:
                        why[k] = LINKS
                run = []

    def _with_title(self, why: list[str], group: range, first: int, end: int) -> None:
        """Keep the title and what belongs between and above; drop what stands above it in the core."""
        kept = [i for i in range(max(first, group.stop), end) if not why[i]]
        again = repeats(self.blocks, group, kept)
        for i in group:
            why[i] = REPEATED if again else ""
        for i in range(group.stop, first):
            if is_head_line(self.blocks[i]) and not self.sites[i]:
                why[i] = ""
        above = group.start - 1
        while above >= 0 and not self.sites[above] and self._stands_above(above, group.start):
            why[above] = ""
            above -= 1
        if any(self.sites[k] or is_link(self.blocks[k]) for k in range(group.start) if self.blocks[k].why != TAB):
            for i in range(first, min(above + 1, self._begun(first, group.start))):
                why[i] = why[i] or OTHER

    def _stands_above(self, i: int, title: int) -> bool:
        """Whether a line above the title is one of the document's head: 文号, 红头, an organ among the same lines."""
        block = self.blocks[i]
        among = is_organ(block.tight) and are_alike(self.blocks, self.boxes, i, title)
        return not block.text or is_head_line(block) or among
