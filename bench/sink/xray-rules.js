/** The rules a daemon hands on where nobody made any: AWS's default, one trace a second and 5 % of the others. */
export const xrayRules = JSON.stringify({
  SamplingRuleRecords: [
    {
      CreatedAt: 0,
      ModifiedAt: 0,
      SamplingRule: {
        RuleName: 'Default',
        RuleARN: 'arn:aws:xray:us-east-1:000000000000:sampling-rule/Default',
        ResourceARN: '*',
        Priority: 10_000,
        FixedRate: 0.05,
        ReservoirSize: 1,
        ServiceName: '*',
        ServiceType: '*',
        Host: '*',
        HTTPMethod: '*',
        URLPath: '*',
        Version: 1,
        Attributes: {},
      },
    },
  ],
});
