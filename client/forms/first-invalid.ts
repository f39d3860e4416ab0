const focusable = 'input, textarea, select, button, [tabindex]'

/** Brings the first field that is marked as wrong into sight and gives it the focus, once React has drawn the mark. */
export function showFirstInvalid(): void {
  requestAnimationFrame(() => {
    // An open sheet lies above the page, whose own fields cannot be reached meanwhile.
    const place = document.querySelector('dialog[open]') ?? document.querySelector('main')
    const marked = place?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (!marked) return
    const control = marked.matches(focusable) ? marked : marked.querySelector<HTMLElement>(focusable)
    marked.scrollIntoView({ block: 'center' })
    control?.focus({ preventScroll: true })
  })
}
