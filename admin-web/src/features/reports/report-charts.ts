import type { EChartsOption } from 'echarts';
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

/** Conversations begun by the hour of the day there. */
export function hoursOption({ hours }: Pick<Report, 'hours'>): EChartsOption {
  const begun = new Map(
    hours.map(({ hour, numbers }) => [hour, numbers.begun])
  );
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  return {
    aria: { enabled: true },
    grid: GRID,
    tooltip: TOOLTIP,
    xAxis: {
      type: 'category',
      data: all.map((hour) => `${hour}:00`),
      ...AXIS,
    },
    yAxis: VALUES,
    series: [
      {
        type: 'bar',
        name: REPORT_COPY.hours,
        data: all.map((hour) => begun.get(hour) ?? 0),
        itemStyle: { color: '--cs-chart-1', borderRadius: [3, 3, 0, 0] },
      },
    ],
  };
}
