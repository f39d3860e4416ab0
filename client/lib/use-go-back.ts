import { type To, useNavigate } from 'react-router'
import { canGoBack } from './visits.ts'

/**
 * Returns the way back: to where the reader came from, or to `otherwise`, in place of this screen, when it was opened
 * from outside.
 */
export function useGoBack(): (otherwise: To) => void {
  const navigate = useNavigate()
  return (otherwise) => {
    if (canGoBack()) navigate(-1)
    else navigate(otherwise, { replace: true })
  }
}
