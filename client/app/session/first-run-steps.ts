import { useCallback, useEffect, useState } from 'react'

/** The steps of the first run, in their order; the last one comes once the person is in. */
export const firstRunSteps = ['invitation', 'password', 'language', 'recorded'] as const
type Step = (typeof firstRunSteps)[number]

const stepOf = (state: unknown): Step => {
  const found = typeof state === 'object' && state !== null ? Reflect.get(state, 'firstRunStep') : undefined
  return firstRunSteps.find((step) => step === found) ?? 'invitation'
}

/**
 * Walks through the steps before somebody is in. Each is an entry of the browser's history, so that the phone's own Back
 * goes to the step before; `leave` goes back over all of them, so that none is found behind Today.
 */
export function useSteps() {
  const [step, setStep] = useState<Step>('invitation')
  useEffect(() => {
    // After a reload nothing that was entered is there any more.
    history.replaceState(null, '')
    const follow = ({ state }: PopStateEvent) => setStep(stepOf(state))
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [])
  const goTo = useCallback((next: Step) => {
    history.pushState({ firstRunStep: next }, '')
    setStep(next)
  }, [])
  const leave = useCallback(async () => {
    const depth = firstRunSteps.indexOf(stepOf(history.state))
    if (depth === 0) return
    const arrived = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
    history.go(-depth)
    await arrived
  }, [])
  return { step, goTo, goBack: useCallback(() => history.back(), []), leave }
}
