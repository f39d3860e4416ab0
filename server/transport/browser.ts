import type { Browser } from '#server/auth/browser.ts'
import type { Context } from './context.ts'
import { networkOf } from './network.ts'
import { readDeviceCookie, readSessionCookie } from './session-cookie.ts'

/** Returns from where somebody proves who they are: failures are counted by it. */
export const browserOf = ({ request, publicUrl }: Pick<Context, 'request' | 'publicUrl'>): Browser => ({
  address: networkOf(request),
  device: readDeviceCookie(request, publicUrl),
  session: readSessionCookie(request, publicUrl),
})
