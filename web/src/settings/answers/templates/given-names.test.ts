import { expect, test } from 'vitest'
import { givenNames } from './given-names.ts'

test('what comes with a request is asked for, what Lodge fills is not', () => {
  expect(givenNames('Hi {{ requester.first_name }}, **{{ order_number }}** of {{ ticket.number }}')).toEqual([
    'order_number',
  ])
})

test('data.x and x are one', () => {
  expect(givenNames('{{ data.order }} {{order}} {{- data.customer.name -}}')).toEqual(['order', 'customer.name'])
})

test('filters, texts and names of the template’s own are no values', () => {
  expect(
    givenNames(
      '{% for item in items %}{{ item.name | upcase }}{% endfor %}{% assign city = place | default: "Lisbon" %}{{ city }}',
    ),
  ).toEqual(['items', 'place'])
})

test('conditions read values too', () => {
  expect(givenNames('{% if late and ticket.status == "open" %}sorry{% endif %}')).toEqual(['late'])
})
