import { ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { Part } from '../../resource/part.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Choice } from '../choice.tsx'
import type { Names } from '../names.ts'
import { ACTIONS, ActionFields, type ActionName } from './action-fields.tsx'

// The keys of an object of our own.
const NAMES = Object.keys(ACTIONS) as ActionName[]
const ACTIONS_MAX = 20

/** What a rule does, one after the other. */
export const ActionsField = ({ names }: { names: Names }) => {
  const t = useSettingsTexts().rules
  const builder = useSettingsTexts().builder
  const form = useFormContext()
  const given = form.value('then')
  const actions: unknown[] = Array.isArray(given) ? given : []
  const move = (from: number, to: number) =>
    form.set('then', actions.toSpliced(from, 1).toSpliced(to, 0, actions[from]))
  return (
    <div className="flex flex-col gap-2">
      {actions.map((_, place) => {
        const path = `then.${place}`
        const name = NAMES.find((one) => one === form.value(`${path}.do`)) ?? 'set_priority'
        const label = t.actions[name]
        return (
          <Part
            // Actions have no other name than their place.
            key={place}
            label={label}
            onRemove={() => form.set('then', actions.toSpliced(place, 1))}
            more={
              <>
                <IconButton
                  label={`${builder.up}: ${label}`}
                  disabled={place === 0}
                  onClick={() => move(place, place - 1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={`${builder.down}: ${label}`}
                  disabled={place === actions.length - 1}
                  onClick={() => move(place, place + 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
              </>
            }
          >
            <Choice
              label={t.action}
              className="w-auto self-start"
              value={name}
              options={NAMES.map((one) => [one, t.actions[one]] as const)}
              onChoose={(chosen) => {
                const next = NAMES.find((one) => one === chosen)
                if (next) form.set(path, { do: next, ...ACTIONS[next] })
              }}
            />
            <ActionFields path={path} name={name} names={names} />
            {form.error(`${path}.do`) ? (
              <p className="text-[0.8125rem] text-danger">{form.error(`${path}.do`)}</p>
            ) : null}
          </Part>
        )
      })}
      {actions.length < ACTIONS_MAX ? (
        <Button
          small
          look="quiet"
          className="self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => form.set('then', [...actions, { do: 'add_tags', ...ACTIONS.add_tags }])}
        >
          {t.addAction}
        </Button>
      ) : null}
      {form.error('then') ? <p className="text-[0.8125rem] text-danger">{form.error('then')}</p> : null}
    </div>
  )
}
