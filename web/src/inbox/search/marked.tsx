import { piecesOf } from './marks.ts'

/** A search's highlight, its words marked. */
export const Marked = ({ text }: { text: string }) => (
  <>
    {piecesOf(text).map((piece, index) =>
      piece.marked ? (
        // The pieces of one text never change their places.
        <mark key={index} className="rounded-xs bg-warn-soft font-semibold text-ink">
          {piece.text}
        </mark>
      ) : (
        piece.text
      ),
    )}
  </>
)
