import { type ReactNode, useId } from 'react'
import type { FieldValues, Path } from 'react-hook-form'
import { useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailHeader } from '#client/ui/header.tsx'
import { OfflineStrip } from '#client/ui/offline-strip.tsx'
import { Screen } from '#client/ui/screen.tsx'
import type { Editor } from './use-editor.ts'

type Props<Values extends FieldValues, Field extends Path<Values>> = {
  editor: Editor<Values, Field>
  title: string
  back: string
  /** What the one button says. */
  submit: string
  /** What throwing away is called in the menu. */
  discard: string
  onDiscard?: () => void
  children: ReactNode
}

/** The screen of an editor: a way out, how far the draft is, the fields, why it was not taken, and one button. */
export function EditorScreen<Values extends FieldValues, Field extends Path<Values>>({
  editor,
  title,
  back,
  submit,
  discard,
  onDiscard,
  children,
}: Props<Values, Field>) {
  const t = useT()
  const { online } = useWorkStatus()
  const id = useId()
  const { keeping, failure, busy } = editor
  return (
    <Screen
      header={
        <>
          <DetailHeader
            title={title}
            back={back}
            onBack={editor.leave}
            close
            aside={
              <span className="editor-draft" aria-live="polite">
                {keeping !== 'nothing' && t(`note.draft.${keeping}`)}
              </span>
            }
            more={[{ label: discard, onSelect: () => void editor.discard().then(onDiscard), danger: true }]}
          />
          {!online && <OfflineStrip />}
        </>
      }
      dock={
        <Dock>
          <Button onClick={() => void editor.submit()} disabled={busy} aria-describedby={failure && id}>
            {submit}
          </Button>
        </Dock>
      }
    >
      {children}
      {failure && (
        <p id={id} className="field-error inset" role="alert">
          {failure}
        </p>
      )}
    </Screen>
  )
}
