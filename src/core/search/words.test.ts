import { expect, test } from 'vitest'
import { tokens, words } from './words.ts'

test.each([
  ['I cannot log in!', ['i', 'cannot', 'log', 'in']],
  ['Não consigo entrar; AÇÃO', ['nao', 'consigo', 'entrar', 'acao']],
  ['Na\u0303o', ['nao']],
  ['Straße, Ørsted, Łódź', ['strasse', 'orsted', 'lodz']],
  ['שכחתי את הסיסמה', ['שכחתי', 'את', 'הסיסמה']],
  ['שָׁלוֹם', ['שלום']],
  ['Не могу войти, ёлка', ['не', 'могу', 'воити', 'елка']],
  ['ann@example.com wrote', ['ann', 'example', 'com', 'wrote']],
  ['order AB-1234/x', ['order', 'ab', '1234', 'x']],
  ['東京タワー tower', ['東京', '京タ', 'タワ', 'ワー', 'tower']],
  ['猫', ['猫']],
  ['ﬁne ½', ['fine', '12']],
  ['', []],
  ['?! …—', []],
])('%j has the words %j', (text, expected) => {
  expect(words(text)).toEqual(expected)
})

test('a word knows where it stands in the text as it was written', () => {
  const text = '«Ação» e Straße'
  expect(tokens(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Ação', 'e', 'Straße'])
})

test('a very long run is cut to the same word every time', () => {
  expect(words('x'.repeat(500))).toEqual(words('x'.repeat(501)))
  expect(words('é'.repeat(500))).toEqual(['e'.repeat(64)])
})
