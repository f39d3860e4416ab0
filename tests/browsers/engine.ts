/** A phone's browser of another engine, by what a person does in it; elements are found by XPath. */
export interface EnginePage {
  open(address: string): Promise<void>
  reload(): Promise<void>
  /** Waits until it is in sight. */
  see(xpath: string): Promise<void>
  /** Waits until nothing like it is there. */
  gone(xpath: string): Promise<void>
  click(xpath: string): Promise<void>
  /** Chooses a control that is drawn by its label: it cannot be clicked itself. */
  press(xpath: string): Promise<void>
  /** Puts text into an empty field. */
  fill(xpath: string, text: string): Promise<void>
  choose(xpath: string, file: string): Promise<void>
  /** Runs a function's body in the page and returns what it returns, or what its promise resolves to. */
  run(body: string): Promise<unknown>
  text(): Promise<string>
  close(): Promise<void>
}

export interface Engine {
  name: string
  start(): Promise<EnginePage>
}

/** Milliseconds: these browsers draw without a graphics card. */
export const patience = 30_000

const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`)

/** XPaths of what a person sees by its words. */
export const byText = {
  /** On a window as wide as a desk the list beside the page has a heading of the second level. */
  heading: (name: string) => `//*[self::h1 or self::h2][normalize-space(.)=${quoted(name)}]`,
  button: (name: string) =>
    `//*[self::button or self::a][normalize-space(.)=${quoted(name)} or @aria-label=${quoted(name)}]`,
  radio: (name: string) =>
    `//label[normalize-space(.)=${quoted(name)} or .//*[normalize-space(.)=${quoted(name)}]]//input[@type="radio"]`,
  field: (label: string) => `//*[@id=//label[starts-with(normalize-space(.), ${quoted(label)})]/@for]`,
  text: (part: string) => `//*[contains(text(), ${quoted(part)})]`,
}
