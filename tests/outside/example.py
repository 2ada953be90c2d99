"""A small status repository during an outage, and the values that the program must compute from it.

Everything in `FACTS` was worked out by hand from the files below, never copied from the program's output.
"""

STATUS = """\
page:
  name: Acme
  url: https://status.acme.example
  description: Live status of everything Acme runs.
  timezone: Europe/Berlin
  support_url: https://acme.example/help
components:
  - id: website
    name: Main website
    group: Storefront
    description: www.acme.example
    since: 2026-06-01
  - id: payments
    name: Payments
    group: Storefront
    since: 2026-06-01
  - id: api
    name: API
    description: api.acme.example
    since: 2026-06-01
  - id: search
    name: Search
    group: Back office
    status: degraded_performance
    since: 2026-06-01
"""

LOG = """\
2026-06-01T00:00:00Z website operational
2026-06-01T00:00:00Z payments operational
2026-06-01T00:00:00Z api operational
2026-06-01T00:00:00Z search operational
2026-11-22T14:20:00Z search degraded_performance
"""

OPEN = """\
---
title: Card payments are failing
affects:
  payments: partial_outage
started: 2026-11-22 13:50 UTC
---

## 2026-11-22 13:55 UTC - Investigating

We see elevated error rates on card payments.

## 2026-11-22 14:10 UTC - Identified {payments=major_outage}

A bad deploy of the gateway. We are rolling it back.
"""

RESOLVED = """\
---
title: API responses were slow
affects:
  api: degraded_performance
---

## 2026-11-10 08:00 UTC - Investigating

Requests take three times as long as usual.

## 2026-11-10 08:30 UTC - Monitoring {api=operational}

We added capacity.

## 2026-11-10 09:00 UTC - Resolved

All is well again.

## 2026-11-12 10:00 UTC - Postmortem

What happened, why, and what we changed.

#### Timeline

| time | event |
| --- | --- |
| 07:55 | deploy |

# Lessons

- [x] add capacity
- [ ] ~~hope~~ measure
"""

ACTIVE = """\
---
title: Database upgrade
maintenance:
  starts: 2026-11-22 14:00 UTC
  ends: 2026-11-22 16:00 UTC
affects: [api]
---

## 2026-11-20 09:00 UTC - Scheduled

Reads stay up; writes pause for up to ten minutes.
"""

# A window without updates. Windows of Statuspage have at least one update, and
# clients read the first one without a check.
UPCOMING = """\
---
title: New storefront
maintenance:
  starts: 2026-12-01 22:00 UTC
  ends: 2026-12-02 00:00 UTC
affects: [website, payments]
---
"""

COMPLETED = """\
---
title: Certificate renewal
maintenance:
  starts: 2026-10-05 20:00 UTC
  ends: 2026-10-05 21:00 UTC
affects: [website]
---

## 2026-10-01 09:00 UTC - Scheduled

No interruption is expected.
"""

CANCELED = """\
---
title: Office move
maintenance:
  starts: 2026-10-20 20:00 UTC
  ends: 2026-10-20 21:00 UTC
affects: [search]
---

## 2026-10-15 09:00 UTC - Scheduled

Search is away for an hour.

## 2026-10-19 09:00 UTC - Canceled

The lift is broken.
"""

FILES = {
    "status.yaml": STATUS,
    "history.log": LOG,
    "incidents/card-payments.md": OPEN,
    "incidents/slow-api.md": RESOLVED,
    "incidents/database-upgrade.md": ACTIVE,
    "incidents/new-storefront.md": UPCOMING,
    "incidents/certificate.md": COMPLETED,
    "incidents/office-move.md": CANCELED,
}

# The same page while everything is operational.
CALM = {
    "status.yaml": STATUS.replace("    status: degraded_performance\n", ""),
    "history.log": LOG.replace("2026-11-22T14:20:00Z search degraded_performance\n", ""),
    "incidents/slow-api.md": RESOLVED,
}

FACTS = {
    "indicator": "major",
    "description": "Partial System Outage",
    "components": {
        "website": ("Main website", "operational"),
        "payments": ("Payments", "major_outage"),
        "api": ("API", "under_maintenance"),
        "search": ("Search", "degraded_performance"),
    },
    "groups": {
        "group-storefront": ("Storefront", "major_outage", ["website", "payments"]),
        "group-back-office": ("Back office", "degraded_performance", ["search"]),
    },
    "unresolved": ["card-payments"],
    "incidents": ["card-payments", "slow-api"],
    "active": ["database-upgrade"],
    "upcoming": ["new-storefront"],
    "maintenances": ["new-storefront", "database-upgrade", "office-move", "certificate"],
}
