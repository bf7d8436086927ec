/*
 * price-check: an analyzer in C.
 *
 * It reads the tables of a canvas, reports every price that states no currency, and gives a small typed result. Everything that a plugin
 * needs is here: a manifest, a table, three functions. Copy the file and change what it says and what it looks for.
 *
 * Build it, and try it:
 *
 *     cc -shared -fPIC -fvisibility=hidden -Wall -Wextra -I crates/canvass-plugin/include -o libprice_check.so price_check.c
 *     canvass plugin info ./libprice_check.so
 *     canvass check --plugin ./libprice_check.so my.canvas.yaml
 *
 * The rules of the contract that are easy to break:
 *
 *   - What the host lends, it lends until the call returns. To keep something, copy it. The sinks copy what they are given, so texts and
 *     arrays on the stack will do, and nobody ever frees the memory of the other side.
 *   - Texts are UTF-8 with a length, and no zero ends them. Never hand them to strlen, strcmp or printf with a bare %s.
 *   - An instance is used by one thread at a time, different instances by several at once. What is written to while running therefore
 *     belongs into the instance, not into a static variable.
 *   - Nothing may jump out of a function of the table: no longjmp, no exit, no C++ exception. The header's flags promise it.
 *   - Before returning anything but CANVASS_STATUS_OK, say why through the error sink. The user reads that sentence.
 *   - Standard output belongs to the report. Print nothing.
 */

#include <string.h>

#include "canvass.h"

/*
 * The manifest: what the plugin says about itself, as JSON in a section of the library. `canvass plugin info` reads it without running
 * anything, and the host takes wording and severity of a finding from it. The code of a rule is for ever; its message may change.
 * A name in braces stands for an argument of the finding: every one must be given with each finding.
 */
__attribute__((section(".canvass"), used)) static const char manifest[] =
    "{"
    "  \"manifest\": 1,"
    "  \"id\": \"org.example.price-check\","
    "  \"version\": \"1.0.0\","
    "  \"title\": \"Price check\","
    "  \"description\": \"Says which prices state no currency.\","
    "  \"licence\": \"MIT OR Apache-2.0\","
    "  \"abi\": { \"major\": 1, \"minor\": 0 },"
    "  \"analyzers\": [{"
    "    \"name\": \"price-check\","
    "    \"summary\": \"Says which prices state no currency.\","
    "    \"configuration_schema\": { \"type\": \"object\", \"additionalProperties\": false },"
    "    \"result_schema\": {"
    "      \"type\": \"object\","
    "      \"required\": [\"streams\", \"priced\"],"
    "      \"properties\": {"
    "        \"streams\": { \"type\": \"integer\", \"minimum\": 0, \"description\": \"How many revenue streams there are.\" },"
    "        \"priced\": { \"type\": \"integer\", \"minimum\": 0, \"description\": \"How many of them state a price or an amount.\" }"
    "      }"
    "    },"
    "    \"rules\": [{"
    "      \"code\": \"PRICE001\","
    "      \"slug\": \"price-without-currency\","
    "      \"severity\": \"warning\","
    "      \"summary\": \"a price or an amount without a currency\","
    "      \"documentation\": \"## Why it matters\\n\\nA number without a currency cannot be compared with costs or with other prices.\\n\\n"
    "## A canvas with this finding\\n\\n```yaml\\ncanvass: 1\\nrevenue_streams:\\n  - { name: Tickets, price: { amount: 12 } }\\n```\\n\\n"
    "## A canvas without it\\n\\n```yaml\\ncanvass: 1\\ncurrency: EUR\\nrevenue_streams:\\n  - { name: Tickets, price: { amount: 12 } }\\n```\\n\","
    "      \"messages\": [{"
    "        \"key\": \"no_currency\","
    "        \"text\": \"`{stream}` states a price, but no currency\","
    "        \"would_change_if\": \"`{stream}` or the whole canvas states a `currency`\""
    "      }]"
    "    }]"
    "  }]"
    "}";

/* An instance. This one keeps nothing from canvas to canvas; what an analyzer is configured with would stand here. */
typedef struct {
  uint32_t unused;
} PriceCheck;

/* A text of our own, for the host. */
static CanvassText text_of(const char *words) {
  CanvassText text;
  text.data = (const uint8_t *)words;
  text.length = strlen(words);
  return text;
}

/* A text of the canvas: a stretch of the one text that all ranges refer to. */
static CanvassText text_in(const CanvassGraphTable *graph, CanvassTextRange range) {
  CanvassText text;
  text.data = graph->text.data + range.offset;
  text.length = range.length;
  return text;
}

/* Says why something failed, and gives the status to return. */
static int32_t failed(const CanvassErrorSink *errors, const char *reason) {
  if (errors != NULL && errors->error != NULL) errors->error(errors->context, text_of(reason));
  return CANVASS_STATUS_FAILED;
}

/* Whether an attribute is a price or an amount of money; if so, its quantity. */
static const CanvassQuantityRow *price_in(const CanvassGraphTable *graph, const CanvassAttributeRow *attribute) {
  if (attribute->field != CANVASS_FIELD_PRICE && attribute->field != CANVASS_FIELD_AMOUNT) return NULL;
  /* The tag says what `value` is: here an index into the table of quantities. */
  if (attribute->tag != CANVASS_VALUE_TAG_QUANTITY || attribute->value >= graph->quantity_count) return NULL;
  return &graph->quantities[attribute->value];
}

/* Reports one price without a currency. The status of the sink is that of the finding: refused means that it will take no more. */
static int32_t report(const CanvassGraphTable *graph, const CanvassSink *sink, uint32_t index, uint32_t field) {
  const CanvassItemRow *stream = &graph->items[index];

  CanvassArgumentRow argument;
  argument.name = text_of("stream");
  argument.value = text_in(graph, stream->name.length > 0 ? stream->name : stream->id);

  /* A place is an item and, where it is about one, a field of it. The host knows the line and the column. */
  CanvassPlace place;
  place.item = index;
  place.field = field;
  place.index = CANVASS_NONE;

  CanvassEvidenceRow evidence;
  evidence.place = place;
  evidence.reserved = 0;
  evidence.says = text_of("no currency here, and none for the whole canvas");

  CanvassFindingRow finding;
  memset(&finding, 0, sizeof finding);
  finding.struct_size = (uint32_t)sizeof finding;
  finding.severity = CANVASS_SEVERITY_OF_RULE;
  finding.code = text_of("PRICE001");
  finding.key = text_of("no_currency");
  finding.arguments = &argument;
  finding.argument_count = 1;
  finding.at = &place;
  finding.at_count = 1;
  finding.evidence = &evidence;
  finding.evidence_count = 1;
  finding.confidence = 1.0;
  return sink->finding(sink->context, &finding);
}

/* One step of the result, and one that is a whole number under a key. A step is zero wherever its kind does not ask for a value. */
static CanvassEvent step(uint32_t kind) {
  CanvassEvent event;
  memset(&event, 0, sizeof event);
  event.kind = kind;
  return event;
}

static CanvassEvent integer(const char *key, int64_t value) {
  CanvassEvent event = step(CANVASS_EVENT_KIND_INTEGER);
  event.has_key = 1;
  event.key = text_of(key);
  event.integer = value;
  return event;
}

/* Makes an instance. A plugin may hold several analyzers; the name says which is wanted. The configuration fits the schema above. */
static int32_t create(const CanvassHostTable *host, CanvassText analyzer, CanvassText configuration, const CanvassErrorSink *errors, void **instance) {
  static const char name[] = "price-check";
  (void)host;
  (void)configuration;
  if (analyzer.length != sizeof name - 1 || memcmp(analyzer.data, name, analyzer.length) != 0) {
    return failed(errors, "there is no such analyzer in this plugin");
  }
  PriceCheck *made = (PriceCheck *)calloc(1, sizeof *made);
  if (made == NULL) return failed(errors, "there is no memory left");
  *instance = made;
  return CANVASS_STATUS_OK;
}

/* Ends an instance. */
static void destroy(void *instance) {
  free(instance);
}

/* Looks at one canvas. */
static int32_t analyze(void *instance, const CanvassGraphTable *graph, const CanvassSink *sink) {
  (void)instance;
  /* Structs grow at their end only: whoever hands over at least what this plugin was built with can be worked with. */
  if (graph->struct_size < sizeof *graph || sink->struct_size < sizeof *sink) return failed(&sink->errors, "the host's tables are too small");

  int64_t streams = 0;
  int64_t priced = 0;
  bool heard = true;
  for (uint32_t index = 0; index < graph->item_count; ++index) {
    const CanvassItemRow *item = &graph->items[index];
    if (item->block != CANVASS_BLOCK_REVENUE_STREAMS) continue;
    ++streams;
    bool has_price = false;
    for (uint32_t at = 0; at < item->attributes.count; ++at) {
      const CanvassAttributeRow *attribute = &graph->attributes[item->attributes.first + at];
      const CanvassQuantityRow *price = price_in(graph, attribute);
      if (price == NULL) continue;
      has_price = true;
      /* Once the sink has refused a finding it takes no further one; the result is still wanted. */
      if (price->currency.length == 0 && heard) heard = report(graph, sink, index, attribute->field) == CANVASS_STATUS_OK;
    }
    if (has_price) ++priced;
  }

  /* The result, as JSON would be spoken: {"streams": …, "priced": …}. Events may come one by one or many at once. */
  CanvassEvent events[4];
  events[0] = step(CANVASS_EVENT_KIND_BEGIN_OBJECT);
  events[1] = integer("streams", streams);
  events[2] = integer("priced", priced);
  events[3] = step(CANVASS_EVENT_KIND_END_OBJECT);
  if (sink->events(sink->context, events, sizeof events / sizeof events[0]) != CANVASS_STATUS_OK) return failed(&sink->errors, "the result was refused");
  return CANVASS_STATUS_OK;
}

/* The table. It must live as long as the library, so it is static. In C++ the order of the members is the order of the fields. */
static const CanvassPluginTable table = {
    {CANVASS_MAGIC,
     (uint32_t)sizeof(CanvassPluginTable),
     CANVASS_ENDIANNESS,
     (uint32_t)sizeof(void *),
     CANVASS_ABI_MAJOR,
     CANVASS_ABI_MINOR,
     0, /* any minor version of a host will do */
     CANVASS_FLAG_PANICS_CONTAINED | CANVASS_FLAG_DETERMINISTIC | CANVASS_FLAG_STATELESS},
    create,
    destroy,
    analyze,
};

/* The one function that the host looks for. With -fvisibility=hidden everything else stays inside the library. */
CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void) {
  return &table;
}
