import { type ReactNode, useId } from 'react'
import type { To } from 'react-router'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { classNames } from '#client/ui/class-names.ts'
import { Dock } from '#client/ui/dock.tsx'
import { DetailHeader } from '#client/ui/header.tsx'
import type { MenuItem } from '#client/ui/menu.tsx'
import { OfflineStrip } from '#client/ui/offline-strip.tsx'
import { Screen } from '#client/ui/screen.tsx'

type Props = {
  title: string
  /** As `useEditor` returns it. */
  editor: { busy: boolean; failure: string | undefined; leave: () => void; submit: () => Promise<boolean> }
  /** Where closing leads when the editor was opened from outside. */
  home: To
  submitLabel: string
  aside?: ReactNode
  more?: MenuItem[]
  /** Wraps the fields and the failure below them. */
  className?: string
  children: ReactNode
}

/** The page of an editor: a cross, the title, the fields, why it was not taken, and one button in the action bar. */
export function EditorScreen({ title, editor, home, submitLabel, className, children, ...header }: Props) {
  const { online } = useWorkStatus()
  const id = useId()
  const { busy, failure, leave, submit } = editor
  const content = (
    <>
      {children}
      {failure && (
        <p id={id} className={classNames('field-error', !className && 'inset')} role="alert">
          {failure}
        </p>
      )}
    </>
  )
  return (
    <Screen
      title={title}
      header={
        <>
          <DetailHeader title={title} back={home} onBack={leave} close {...header} />
          {!online && <OfflineStrip />}
        </>
      }
      dock={
        <Dock>
          <Button onClick={() => void submit()} disabled={busy} aria-describedby={failure && id}>
            {submitLabel}
          </Button>
        </Dock>
      }
    >
      {className ? <div className={className}>{content}</div> : content}
    </Screen>
  )
}
