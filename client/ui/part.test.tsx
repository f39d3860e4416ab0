import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Definition, DefinitionList } from './definition-list.tsx'
import { Heading } from './heading.tsx'
import { Label } from './label.tsx'
import { Part } from './part.tsx'

test('a heading has the rank of its level and the look that it is given', () => {
  expect(renderToStaticMarkup(<Heading level={2}>Facts</Heading>)).toBe('<h2>Facts</h2>')
  expect(
    renderToStaticMarkup(
      <Heading level={3} variant="label" className="own">
        Facts
      </Heading>,
    ),
  ).toBe('<h3 class="heading-label own">Facts</h3>')
})

test('a part is a section that begins with its heading, as far from it as the look asks', () => {
  expect(renderToStaticMarkup(<Part heading="Facts">none</Part>)).toBe(
    '<section class="stack"><h2 class="heading-label">Facts</h2>none</section>',
  )
  expect(
    renderToStaticMarkup(
      <Part heading="Facts" level={3} variant="ruled">
        none
      </Part>,
    ),
  ).toBe('<section class="part-ruled"><h3 class="heading-ruled">Facts</h3>none</section>')
  expect(
    renderToStaticMarkup(
      <Part heading="Facts" variant="plain" gap="normal" aria-label="Facts">
        none
      </Part>,
    ),
  ).toContain('<section aria-label="Facts" class="stack">')
})

test('a definition list pairs each term with its value', () => {
  expect(
    renderToStaticMarkup(
      <DefinitionList variant="ruled">
        <Definition term="Team">Dublin</Definition>
      </DefinitionList>,
    ),
  ).toBe('<dl class="definitions-ruled"><div class="definition"><dt>Team</dt><dd>Dublin</dd></div></dl>')
})

test('a label is a legend at the head of a fieldset', () => {
  expect(renderToStaticMarkup(<Label as="legend">Severity</Label>)).toBe(
    '<legend class="label">Severity</legend>',
  )
})
