import { type PushMessage, pushText } from '#shared/inbox/push-views.ts'
import type { Locale } from '#shared/people/views.ts'

const actionTitles: Record<Locale, { open: string; inbox: string }> = {
  ko: { open: '열기', inbox: '알림함' },
  en: { open: 'Open', inbox: 'Inbox' },
}

/** Everything says the same words, so one line is enough: the newest stands in the place of the one before. */
const tag = 'dure'

/** Returns what a push carries: the generic sentence, which notification it is by its id, and the icon's number. */
export function messageOf(
  { id, locale, badge }: { id: string; locale: Locale; badge: number },
  publicUrl: string,
): PushMessage {
  const [item, inbox] = [`${publicUrl}/inbox/${id}`, `${publicUrl}/inbox`]
  const titles = actionTitles[locale]
  return {
    web_push: 8030,
    notification: {
      ...{ title: 'Dure', body: pushText[locale], lang: locale, tag, renotify: true, navigate: item },
      ...{ icon: `${publicUrl}/icon-192.png`, badge: `${publicUrl}/badge.png`, app_badge: badge },
      actions: [
        { action: 'open', title: titles.open, navigate: item },
        { action: 'inbox', title: titles.inbox, navigate: inbox },
      ],
      data: { id },
    },
    app_badge: badge,
  }
}
