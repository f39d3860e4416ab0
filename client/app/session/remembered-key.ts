/** Where localStorage keeps who is signed in on this phone. */
export const rememberedKey = 'dure.me'
