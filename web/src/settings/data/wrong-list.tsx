import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { api } from '../../api/client.ts'
import type { Lane } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { useSettingsTexts } from '../texts.ts'
import type { Wrong } from './wrongs.ts'

/** What is wrong, and what can be done about it here. */
export const WrongList = ({ wrongs }: { wrongs: Wrong[] }) => {
  const t = useSettingsTexts().status
  const client = useQueryClient()
  const resume = ({ channel, lane }: Lane) =>
    api.post(`/v1/delivery-lanes/${channel}/${encodeURIComponent(lane)}/resume`).then(() => {
      toast(t.resumed)
      return client.invalidateQueries({ queryKey: ['settings', '/v1/delivery-lanes'] })
    }, toastProblem)
  return (
    <section aria-label={t.wrong} className="overflow-hidden rounded-lg border border-line">
      <ul className="flex flex-col divide-y divide-line">
        {wrongs.map(({ id, serious, text, detail, to, lane }) => (
          <li
            key={id}
            className={`flex flex-wrap items-start gap-2 p-3 text-sm ${serious ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn'}`}
          >
            {serious ? (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            ) : (
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            )}
            <div className="min-w-40 flex-1 [overflow-wrap:anywhere]">
              <p className="font-medium">{text}</p>
              {detail ? (
                <p dir="auto" className="text-[0.8125rem] rtl:text-right">
                  {detail}
                </p>
              ) : null}
            </div>
            {to ? (
              <Link
                to="/settings/$page/$id"
                params={{ page: to.page, id: to.id }}
                className="font-medium underline"
                aria-label={`${t.look}: ${text}`}
              >
                {t.look}
              </Link>
            ) : null}
            {lane ? (
              <Button small onClick={() => void resume(lane)} aria-label={`${t.resume}: ${lane.name}`}>
                {t.resume}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
