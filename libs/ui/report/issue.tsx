import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { JSX } from 'react';
import type { ReportAnswer } from '../api/catalogue';
import { queryText, request } from '../api/request';
import { holdsOneOf, useSession } from '../api/session';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { knownAtParameter, type Moment } from '../moment/moment';
import { useRegisters } from '../pages/registers';
import { IssuedReports } from './issued-reports';
import { reportTexts } from './texts';

interface Issued {
  readonly manifest: { readonly id: string };
  readonly recorded: boolean;
}

/** Who may issue a report: the same roles as the command that records its manifest is meant for. */
const ISSUERS = ['finance', 'program', 'approver', 'inspector', 'operator'];

interface IssueProps {
  readonly answer: ReportAnswer & { readonly output?: string };
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly moment: Moment;
}

/** What the report can be reproduced from; whoever may issues it, so that the ledger knows of it. */
export function Issue({ answer, parameters, moment }: IssueProps): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { recording } = useRegisters();
  const queries = useQueryClient();
  const issue = useMutation({
    mutationFn: async () => (await request<Issued>(`/api/reports/${answer.name}/issue${queryText({ ...parameters, asOf: moment.asOf, knownAt: knownAtParameter(moment.knownAt) })}`, { method: 'POST' })).json,
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['list', 'reports/manifests'] }),
  });
  const id = issue.data?.manifest.id;
  return (
    <section className="lg-issue" aria-label={say(reportTexts.issue)}>
      {answer.output !== undefined && <p className="lg-quiet">{say(reportTexts.reproducible, { output: answer.output.slice(0, 16) })}</p>}
      {recording && holdsOneOf(me, ISSUERS) && <Button size="small" loading={issue.isPending} title={say(reportTexts.issueWhy)} onClick={() => issue.mutate()}>{say(reportTexts.issue)}</Button>}
      {id !== undefined && <p role="status">{say(issue.data?.recorded ? reportTexts.issued : reportTexts.issuedBefore, { id: id.slice(0, 16) })}<br /><code className="lg-code">{say(reportTexts.reproduce, { id })}</code></p>}
      {issue.error && <ErrorNotice error={issue.error} />}
      <IssuedReports report={answer.name} knownAt={moment.knownAt} />
    </section>
  );
}
