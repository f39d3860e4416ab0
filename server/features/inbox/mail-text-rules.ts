import { pushText } from '#shared/inbox/push-views.ts'
import type { Locale } from '#shared/people/views.ts'

const rest: Record<Locale, (inbox: string) => string> = {
  ko: (inbox) =>
    `${inbox}\n\n이 이메일에는 어떤 항목이든 같은 내용만 적힙니다. Dure의 나 > 알림에서 이메일을 끌 수 있습니다.`,
  en: (inbox) =>
    `${inbox}\n\nThis e-mail says the same whatever it is about. You can turn e-mail off in Dure under Me > Notifications.`,
}

/** Returns all that an e-mail says: what a lock screen shows, where to read on, and how to turn it off. */
export const mailText = (locale: Locale, publicUrl: string): { subject: string; text: string } => ({
  subject: `Dure: ${pushText[locale]}`,
  text: `${pushText[locale]}\n\n${rest[locale](`${publicUrl}/inbox`)}\n`,
})
