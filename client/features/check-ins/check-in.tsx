import './check-in.css'
import { useEditor } from '#client/forms/use-editor.ts'
import { useT } from '#client/lib/i18n.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { checkInItems, noteLimit } from '#shared/check-ins/rules.ts'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import {
  addresseeOf,
  type CheckInForm,
  isUntouched,
  readCheckIn,
  readerOf,
  type Sending,
  sendingOf,
} from './check-in-form.ts'
import type { FaceLevel } from './face.tsx'
import { FaceScale } from './face-scale.tsx'
import { CarePage } from './pages.tsx'
import { PersonSelect } from './person-select.tsx'
import { SeesLine } from './sees-line.tsx'
import { useSendCheckIn, useSkip } from './use-send-check-in.ts'

type Props = {
  own: OwnCheckIns
  initial: CheckInForm
  draftKey: string
  onSent: (sent: Sending) => void
  /** Where it leads back to when it was opened from outside. */
  home: string
}

/** Three faces, a note if one wants, who it is for, and apart from that whether one would like to talk. */
export function CheckIn({ own, initial, draftKey, onSent, home }: Props) {
  const t = useT()
  const send = useSendCheckIn()
  const skip = useSkip()
  const editor = useEditor({
    ...{ draftKey, initial, home, isEmpty: isUntouched },
    read: (values: CheckInForm) => readCheckIn(values, own),
    send: (sending, { commandId }) => send(sending, { commandId, draftKey }),
    onSent: () => onSent(sendingOf(form, own)),
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'checkin.failed.full' : 'checkin.failed') }),
    say: () => t('checkin.nothing'),
  })
  const { values: form, discard, leave } = editor
  // Whatever is entered, it is no check-in of nothing any more.
  const change = (part: Partial<CheckInForm>) => editor.change({ answers: form.answers, ...part })
  const reader = readerOf(form, own)
  const addressee = addresseeOf(form, own)
  const failure = editor.failure ?? editor.errorAt('answers')

  return (
    <CarePage
      title={t('checkin.heading')}
      close
      // Closed is closed: what one did not want to send is not kept either.
      onBack={() => void discard().then(leave)}
      dock={
        <Dock>
          <Button variant="text" onClick={() => void discard().then(skip).then(leave)}>
            {t('checkin.skip')}
          </Button>
          <Button disabled={editor.busy} onClick={() => void editor.submit()}>
            {t('checkin.send')}
          </Button>
        </Dock>
      }
    >
      <div className="check-in">
        <p className="check-in-lead">{t('checkin.title')}</p>
        {checkInItems.map((item) => (
          <FaceScale
            key={item}
            item={item}
            value={form.answers[item] as FaceLevel | null}
            onChange={(level) => change({ answers: { ...form.answers, [item]: level } })}
          />
        ))}
        <TextArea
          label={t('checkin.note')}
          hideLabel
          placeholder={t('checkin.note')}
          optional
          minRows={1}
          maxLength={noteLimit}
          value={form.note}
          onChange={(note) => change({ note })}
        />
        <ChipGroup
          label={t('checkin.audience')}
          value={form.audience}
          onChange={(audience) => change({ audience })}
          options={(['me', 'total', 'lead'] as const).map((value) => ({
            value,
            label: t(`checkin.audience.${value}`),
            disabled: value === 'lead' && !reader,
          }))}
        />
        {form.audience === 'lead' && own.leads.length > 1 && (
          <PersonSelect
            label={t('checkin.reader')}
            value={reader?.personId}
            people={own.leads}
            onChange={(readerId) => change({ readerId })}
          />
        )}
        {addressee && (
          <Switch
            ruled
            label={t(own.leads.length > 0 ? 'checkin.talk' : 'checkin.talk.any')}
            checked={form.talk}
            onChange={(talk) => change({ talk })}
          />
        )}
        {form.talk && addressee && (
          <PersonSelect
            label={t('checkin.talk.whom')}
            value={addressee.person.personId}
            people={own.addressees.map(({ person, standing }) => ({
              ...person,
              standing: t(`checkin.role.${standing}`),
            }))}
            onChange={(addresseeId) => change({ addresseeId })}
          />
        )}
        <SeesLine
          audience={form.audience === 'lead' && !reader ? 'me' : form.audience}
          reader={reader}
          talk={form.talk ? addressee?.person : undefined}
        />
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
    </CarePage>
  )
}
