import { expect, test } from 'vitest'
import { patience, visitSandbox } from './support-sandbox.ts'

test('given the overview in Teams on a phone, when somebody unfolds their settings and says when they are away, then the same message shows it', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const { page, teamsOf, show } = visit
  await show('Lena')
  const lena = teamsOf('Lena Brandt')
  await lena.type('übersicht')
  await lena.press('Meine Einstellungen', 'Guten Tag')
  await lena.message('Guten Tag').getByLabel('Meine Sprache').selectOption({ label: 'English' })
  await lena.press('Speichern', 'Guten Tag')
  await lena.reads('Hello Lena')
  expect(await lena.region.getByRole('article').filter({ hasText: 'Guten Tag' }).count()).toBe(0)
  await lena.type('away until Friday')
  await lena.reads('You are away until Friday')
  await lena.press('I am back', 'Hello Lena')
  await lena.message('Hello Lena').getByText('No absence').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await visit.leave()
})
