import { fillCut, joinPieces, NOTHING, pieceOf, wordsPiece, type Piece } from '../compile/spots.ts';
import { blanksAfter } from '../frame/frame.ts';
import { correctionIn, storyIn, type DigestPress } from './digest-press.ts';
import type { Texts } from './digest-words.ts';
import type { Around, Placed, Sheet } from './sheet.ts';

/** The HTML part, of ready pieces. */
export function htmlOf(
  press: DigestPress,
  sheet: Sheet,
  texts: Texts,
  { keepAsItWas, corrections }: Around,
): Piece {
  const { blocks } = press;
  const rows = sheet.rows.map((id, place) =>
    fillCut(storyIn(press, id).row, { number: wordsPiece(String(place + 1)) }),
  );
  const groups = sheet.groups.map(({ heading, stories }) =>
    fillCut(heading === '' ? blocks.group_bare : blocks.group_headed, {
      heading: wordsPiece(heading),
      story: joinPieces(stories.map((placed) => placedHtml(press, placed))),
    }),
  );
  const above = sheet.above.map((heading) => fillCut(blocks.above, { heading: wordsPiece(heading) }));
  return fillCut(press.frame, {
    title: wordsPiece(texts.title),
    preheader: joinPieces([wordsPiece(texts.preheader), pieceOf(blanksAfter(texts.preheader))]),
    heading: wordsPiece(texts.heading),
    facts: wordsPiece(texts.facts),
    note: wordsPiece(texts.note),
    notice: keepAsItWas === undefined ? NOTHING : press.notices[keepAsItWas].html,
    correction: joinPieces(corrections.map((id) => correctionIn(press, id).html)),
    list: rows.length === 0 ? NOTHING : fillCut(blocks.list, { row: joinPieces(rows) }),
    above: joinPieces(above),
    lead: sheet.lead ? placedHtml(press, sheet.lead) : NOTHING,
    group: joinPieces(groups),
    more: texts.more === '' ? NOTHING : fillCut(blocks.more, { more: wordsPiece(texts.more) }),
  });
}

function placedHtml(press: DigestPress, { id, form, level }: Placed): Piece {
  const piece = storyIn(press, id).html[form];
  if (level === 'h2') return piece;
  return { ...piece, html: piece.html.replace('<h2', '<h3').replace('</h2>', '</h3>') };
}
