import { insightsUrl } from './insights-url.js';

describe('the address of a query in CloudWatch Logs Insights', () => {
  it("is in the page's own notation", () => {
    const url = insightsUrl({
      region: 'eu-west-1',
      logGroup: '/ecs/cruddur',
      query: 'filter trace_id = "ab"',
      start: 1_790_000_000,
      end: 1_790_000_060,
    });
    expect(url).toBe(
      'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:logs-insights' +
        '$3FqueryDetail$3D$257E$2528end$257E$25272026-09-21T14*3a14*3a20.000Z$257Estart$257E$25272026-09-21T14*3a13*3a20.000Z' +
        '$257EtimeType$257E$2527ABSOLUTE$257Etz$257E$2527UTC$257EeditorString$257E$2527filter*20trace_id*20*3d*20*22ab*22' +
        '$257Esource$257E$2528$257E$2527*2fecs*2fcruddur$2529$2529',
    );
  });
});
