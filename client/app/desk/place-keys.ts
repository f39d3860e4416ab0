import type { AppPlace } from '#client/app/shell/places.ts'

/** The key that, after g, opens each place: the letter of its English name. */
export const placeKeys: Readonly<Record<AppPlace['label'], string>> = {
  'tab.today': 't',
  'tab.record': 'r',
  'tab.team': 'p',
  'tab.teams': 'p',
  'tab.wellbeing': 'w',
  'tab.escalations': 'e',
  'tab.inbox': 'i',
  'tab.me': 'm',
}
