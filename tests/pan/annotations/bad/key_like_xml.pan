# refused: 3.1-3.18
object template key_like_xml;
@doc{ XmlKey = x }
