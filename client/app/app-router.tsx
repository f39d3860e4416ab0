import { type ReactNode, useLayoutEffect, useState } from 'react'
import { UNSAFE_createBrowserHistory as createBrowserHistory, Router } from 'react-router'

/**
 * BrowserRouter, but for when React hears of a new address: in a task of its own. Told within the tap's event, React
 * would run every effect of the new screen before it is painted; told as a transition, it would render in slices with
 * frames of the old screen between.
 */
export function AppRouter({ children }: { children: ReactNode }) {
  const [history] = useState(() => createBrowserHistory({ window, v5Compat: true }))
  const [{ action, location }, setState] = useState({ action: history.action, location: history.location })
  useLayoutEffect(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => setState({ action: history.action, location: history.location })
    const unlisten = history.listen(() => port2.postMessage(null))
    return () => {
      unlisten()
      port1.close()
    }
  }, [history])
  return (
    <Router location={location} navigationType={action} navigator={history} useTransitions={false}>
      {children}
    </Router>
  )
}
