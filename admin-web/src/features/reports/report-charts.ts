import type { EChartsOption } from 'echarts';
import { fill } from '../../../../domain/ui/copy/fill';
import { REPORT_COPY } from '../../../../domain/ui/copy/reports';
import type { Report } from './report-figures';

const AXIS = {
  axisLine: { lineStyle: { color: '--td-component-border' } },
  axisLabel: { color: '--td-text-color-placeholder', fontSize: 12 },
  axisTick: { show: false },
};
const VALUES = {
  type: 'value' as const,
  minInterval: 1,
  axisLabel: { color: '--td-text-color-placeholder', fontSize: 12 },
  splitLine: { lineStyle: { color: '--td-component-stroke' } },
};
const TOOLTIP = {
  trigger: 'axis' as const,
  backgroundColor: '--cs-toast',
  borderWidth: 0,
  textStyle: { color: '--cs-toast-text', fontSize: 12 },
};
const GRID = { left: 40, right: 16, top: 16, bottom: 28 };

/** Own colour full, the time before dashed and grey, day by day. */
export function dailyOption(
  { days }: Pick<Report, 'days'>,
  before: Pick<Report, 'days'> | null
): EChartsOption {
  const line = (name: string, color: string, data: number[]) => ({
    type: 'line' as const,
    name,
    data,
    showSymbol: days.length < 15,
    symbolSize: 6,
    lineStyle: { width: 2.2, color },
    itemStyle: { color },
  });
  return {
    aria: { enabled: true },
    grid: GRID,
    tooltip: TOOLTIP,
    xAxis: {
      type: 'category',
      data: days.map(({ date }) => date.slice(5).replace('-', '/')),
      ...AXIS,
    },
    yAxis: VALUES,
    series: [
      line(
        REPORT_COPY.receivedLine,
        '--cs-chart-1',
        days.map(({ numbers }) => numbers.customers)
      ),
      line(
        REPORT_COPY.handledLine,
        '--cs-chart-2',
        days.map(({ numbers }) => numbers.handled)
      ),
      ...(before ? [beforeLine(before)] : []),
    ],
  };
}

function beforeLine({ days }: Pick<Report, 'days'>) {
  const color = '--cs-chart-5';
  return {
    type: 'line' as const,
    name: REPORT_COPY.beforeLine,
    data: days.map(({ numbers }) => numbers.customers),
    showSymbol: false,
    lineStyle: { width: 1.6, color, type: 'dashed' as const },
    itemStyle: { color },
  };
}

/** Hours of the day that are always shown, and others where anybody came. */
const OPEN = { from: 8, to: 19 };

export function shownHours(grid: Report['grid']): number[] {
  const busy = (hour: number) => grid.some((line) => (line[hour] ?? 0) > 0);
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  const some = all.filter(busy);
  const from = Math.min(OPEN.from, ...some);
  const to = Math.max(OPEN.to, ...some);
  return all.filter((hour) => from <= hour && hour <= to);
}

/** Conversations begun by weekday and hour: the darker the busier. */
export function heatOption(grid: Report['grid']): EChartsOption {
  const hours = shownHours(grid);
  const days = [...REPORT_COPY.weekdays];
  const data = grid.flatMap((line, day) =>
    hours.map((hour, at) => [at, day, line[hour] ?? 0])
  );
  return {
    aria: { enabled: true },
    grid: { left: 40, right: 8, top: 8, bottom: 28 },
    tooltip: { ...TOOLTIP, trigger: 'item' },
    xAxis: {
      type: 'category',
      data: hours.map((hour) => fill(REPORT_COPY.hour, { hour })),
      ...AXIS,
      axisLine: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: days.map((day) => fill(REPORT_COPY.weekday, { day })),
      ...AXIS,
      axisLine: { show: false },
    },
    visualMap: {
      show: false,
      min: 0,
      max: Math.max(1, ...data.map(([, , count = 0]) => count)),
      inRange: { color: ['--td-bg-color-component', '--cs-chart-1'] },
    },
    series: [
      {
        type: 'heatmap',
        name: REPORT_COPY.heatHow,
        data,
        itemStyle: {
          borderColor: '--td-bg-color-container',
          borderWidth: 2,
          borderRadius: 4,
        },
      },
    ],
  };
}
