import { useEffect } from 'react'

/** Returns what opens the browser's print; while it prints, by whatever way, the page is light. */
export function usePrint(): () => void {
  useEffect(() => {
    const root = document.documentElement
    let before: string | undefined
    let printing = false
    const begin = () => {
      if (printing) return
      printing = true
      before = root.dataset.theme
      root.dataset.theme = 'light'
    }
    const end = () => {
      if (!printing) return
      printing = false
      if (before === undefined) delete root.dataset.theme
      else root.dataset.theme = before
    }
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      end()
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return () => print()
}
