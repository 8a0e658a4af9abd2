"""What a Word document that this program wrote says of itself in its properties, besides its text.

The sheet of a 摘编 bears neither 文号 nor date, and no sheet its region: these would be lost on the way back.
"""

from generator.importer.word.package import Package

WRITER = "要点"  # the program as it names itself in docProps/app.xml
_APP, _CUSTOM = "docProps/app.xml", "docProps/custom.xml"


def told(package: Package) -> tuple[tuple[str, str, int], ...]:
    """The properties with a name of their own, as labels, values and no line; none of another program's document."""
    if _APP not in package or _CUSTOM not in package:
        return ()
    programs = [child.text for child in package.xml(_APP) if child.tag.endswith("}Application")]
    if programs != [WRITER]:
        return ()
    return tuple((one.get("name", ""), "".join(one.itertext()).strip(), 0) for one in package.xml(_CUSTOM))
