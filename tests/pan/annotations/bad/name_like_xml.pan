# refused: 3.1-3.18
object template name_like_xml;
@xmldoc(free text)
