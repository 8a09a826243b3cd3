import { memo } from 'react'
import { linksIn } from './html.ts'

const OUT = { target: '_blank', rel: 'noopener noreferrer nofollow' }

/** Text as it was typed, its addresses to be followed. */
export const PlainText = memo(({ text }: { text: string }) => (
  <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
    {linksIn(text).map((piece, index) =>
      piece.href ? (
        // Pieces of one text, which never change places.
        <a key={index} href={piece.href} {...OUT} className="text-accent underline underline-offset-2">
          {piece.text}
        </a>
      ) : (
        piece.text
      ),
    )}
  </p>
))
