"""What schemathesis is told beside its settings."""

import json

import schemathesis

# The HTTP library takes no longer ones, and refuses them before the server sees them (docs/differences.md). A byte may
# take three, and a long list is made long enough to pass any bound.
LONGEST_QUERY = 65_534 // 3


@schemathesis.serializer("application/x-www-form-urlencoded")
def form(context, fields):
    """Writes lists and objects as JSON, as `encoding` has it, which schemathesis does not heed in forms."""
    if isinstance(fields, dict):
        fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
    return {"data": fields}


@schemathesis.hook
def filter_case(context, case):
    return len(json.dumps(case.query or {})) <= LONGEST_QUERY
