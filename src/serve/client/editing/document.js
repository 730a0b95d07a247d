// The document, whatever the names in a guide's own HTML.
export const document = wijkengidsDocument;
