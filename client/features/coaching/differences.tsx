import './differences.css'
import { diffArrays } from 'diff'
import { useT } from '#client/lib/i18n.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import type { NoteBody } from '#shared/coaching/fields.ts'
import { partsOf } from './note-text.ts'

/** Splits where there is white space, which is kept: a word with its particle is one piece in Korean as well. */
const piecesOf = (text: string) => text.split(/(\s+)/).filter((piece) => piece !== '')

/** The pieces of both texts in their order, each with the place at which it begins: it has no other name. */
function pieces(before: string, after: string) {
  let end = 0
  return diffArrays(piecesOf(before), piecesOf(after)).map(({ value, added, removed }) => {
    const place = end
    end += value.length
    return { place, text: value.join(''), added, removed }
  })
}

/** Shows one text as it became another: what was removed and added is marked by a line and in words, not by colour alone. */
function Difference({ before, after }: { before: string; after: string }) {
  const t = useT()
  return (
    <p className="text-prose">
      {pieces(before, after).map(({ place, text, added, removed }) => {
        if (!added && !removed) return text
        const Element = added ? 'ins' : 'del'
        return (
          <Element key={place} className={added ? 'differences-added' : 'differences-removed'}>
            <VisuallyHidden>{t(added ? 'note.difference.added' : 'note.difference.removed')} </VisuallyHidden>
            {text}
          </Element>
        )
      })}
    </p>
  )
}

/** Shows part by part what changed from one wording of a note to another. */
export default function Differences({ before, after }: { before: NoteBody; after: NoteBody }) {
  const older = partsOf(before)
  const newer = partsOf(after)
  const fields = [...new Set([...older, ...newer].map(({ field }) => field))]
  const textOf = (parts: typeof older, wanted: string) =>
    parts.find(({ field }) => field === wanted)?.text ?? ''
  return fields.map((field) => (
    <Difference key={field} before={textOf(older, field)} after={textOf(newer, field)} />
  ))
}
