import { describe, expect, test } from 'vitest'
import { commandText, plainTextOf, quotedIn } from '../../../adapters/teams/message-text.ts'

describe('given a message as Teams marks it up', () => {
  test.each([
    ['<p>One</p><p>Two&nbsp;&amp; three<br/>four</p>', 'One\nTwo & three\nfour'],
    ['<div>\n  <p>One\n  line</p>\n</div>', 'One line'],
    ['<script>alert(1)</script >kept<style>p{}</style> too', 'kept too'],
    ['<SCRIPT>a</script>b<script>c', 'bc'],
    ['a &lt;b&gt; c', 'a <b> c'],
    ['1 < 2 and 3 > 2', '1  2'],
    ['<p>a</p><p></p><p></p><p></p><p>b</p>', 'a\n\nb'],
  ])('when %j is read, then it says %j', (html, text) => {
    expect(plainTextOf(html)).toBe(text)
  })

  test('when somebody writes to the bot, then its name and all markup are left out', () => {
    expect(commandText('<at>Countersign</at> away <b>until</b>\n Friday &amp; on')).toBe(
      'away until Friday & on',
    )
    expect(commandText('<at id="0">Counter\nsign</at>help <at>Bea</at>')).toBe('help')
  })

  test('when somebody quotes a message, then what they said to it is told from what they quoted', () => {
    const quote = '<blockquote itemscope="" itemid="17"><p>Please look.</p></blockquote>\n<p>ok</p>'
    expect(quotedIn(quote)).toEqual({ message: '17', said: 'ok' })
    expect(quotedIn('<blockquote itemid="17">never closed')).toBeNull()
    expect(quotedIn('<blockquote>of nothing</blockquote>')).toBeNull()
  })
})

describe('given a message that was made to be slow to read', () => {
  const half = 500_000
  test.each([
    ['blanks', ' '.repeat(half)],
    ['angle brackets', '<'.repeat(half)],
    ['elements that never end', '<script>'.repeat(half / 8)],
    ['tags that never end', '<script '.repeat(half / 8)],
    ['names that never end', '<at>'.repeat(half / 4)],
    ['quotes that never end', '<blockquote itemid="1" '.repeat(half / 23)],
    ['line breaks that never end', '<br '.repeat(half / 4)],
    ['lines', ' \n'.repeat(half / 2)],
  ])('when it is of %s, then it is read all the same', (_name, hostile) => {
    const text = `x${hostile}y`
    for (const read of [plainTextOf, commandText]) expect(read(text)).toMatch(/^x/u)
    expect(quotedIn(text)).toBeNull()
  })
})
