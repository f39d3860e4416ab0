/**
 * Where localStorage keeps who is signed in on this phone: read before anything is painted, so that a start without a
 * network knows the language, the theme and whose Today to show. Gone with the sign-out.
 */
export const rememberedKey = 'dure.me'
