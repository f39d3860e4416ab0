import { lazyPage } from '#client/lib/lazy-page.tsx'

/** The page of who is signed out: no part of what anybody waits for who is signed in. */
export const signInPage = lazyPage(async () => (await import('./sign-in-page.tsx')).SignInPage, {
  firstMessages: true,
})

/** The same form over the screen of who has to sign in again. */
export const signInForm = lazyPage(async () => (await import('./sign-in-form.tsx')).SignInForm, {
  firstMessages: true,
})
