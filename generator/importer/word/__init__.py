"""Word: .docx, and through LibreOffice .doc, .wps, .rtf, .odt."""
