import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useTexts } from '../../../texts/texts.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { Choice } from '../choice.tsx'
import type { Names } from '../names.ts'

const STEPS_MAX = 20

/** What follows on the same ticket, one after the other. */
export const StepsField = ({ names }: { names: Names }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().interventions
  const builder = useSettingsTexts().builder
  const form = useFormContext()
  const given = form.value('steps')
  const steps = Array.isArray(given) ? given.map(String) : []
  const set = (next: string[]) => form.set('steps', next)
  const nameOf = (id: string) => names.intervention.find(([known]) => known === id)?.[1] ?? id
  const move = (from: number, to: number) => set(steps.toSpliced(from, 1).toSpliced(to, 0, steps[from] ?? ''))
  return (
    <div className="flex flex-col gap-1">
      {steps.length > 0 ? (
        <ol className="flex flex-col divide-y divide-line">
          {steps.map((step, place) => (
            // The same one may follow twice.
            <li key={`${place}-${step}`} className="flex items-center gap-1 py-1 text-sm">
              <span className="min-w-0 flex-1 truncate">{`${place + 1}. ${nameOf(step)}`}</span>
              <IconButton
                label={`${builder.up}: ${nameOf(step)}`}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              >
                <ArrowUp aria-hidden />
              </IconButton>
              <IconButton
                label={`${builder.down}: ${nameOf(step)}`}
                disabled={place === steps.length - 1}
                onClick={() => move(place, place + 1)}
              >
                <ArrowDown aria-hidden />
              </IconButton>
              <IconButton label={`${shell.remove}: ${nameOf(step)}`} onClick={() => set(steps.toSpliced(place, 1))}>
                <X aria-hidden />
              </IconButton>
              {form.error(`steps.${place}`) ? (
                <span className="text-[0.8125rem] text-danger">{form.error(`steps.${place}`)}</span>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
      {steps.length < STEPS_MAX && names.intervention.length > 0 ? (
        <Choice
          label={t.addStep}
          className="w-auto self-start"
          value=""
          none={t.addStep}
          options={names.intervention}
          onChoose={(chosen) => (chosen === '' ? undefined : set([...steps, chosen]))}
        />
      ) : null}
      {form.error('steps') ? <p className="text-[0.8125rem] text-danger">{form.error('steps')}</p> : null}
    </div>
  )
}
