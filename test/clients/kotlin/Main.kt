import com.example.khipu.instantpaymentsv3.apis.BanksApi
import com.example.khipu.instantpaymentsv3.apis.PaymentsApi
import com.example.khipu.instantpaymentsv3.apis.RefundsApi
import com.example.khipu.instantpaymentsv3.infrastructure.ApiClient
import com.example.khipu.instantpaymentsv3.infrastructure.ClientException
import com.example.khipu.instantpaymentsv3.infrastructure.Serializer
import com.example.khipu.instantpaymentsv3.models.PaymentCreate
import com.example.khipu.instantpaymentsv3.models.PaymentNotification
import com.example.khipu.instantpaymentsv3.models.RefundCreate

private val URL = System.getenv("KHIPU_URL")

/** Does what it is told, line by line, with the generated client. Lines are JSON lists of texts. */
fun main() {
    ApiClient.apiKey["x-api-key"] = System.getenv("KHIPU_API_KEY")
    val lists = Serializer.moshi.adapter(List::class.java)
    for (line in generateSequence(::readLine)) {
        val said = try {
            answer(lists.fromJson(line)!!.map { it.toString() })
        } catch (refusal: ClientException) {
            listOf("refused", refusal.statusCode.toString())
        }
        println(lists.toJson(said))
    }
}

private fun answer(words: List<String>): List<String?> {
    val payments = PaymentsApi(URL)
    when (words[0]) {
        "banks" -> return listOf("banks", BanksApi(URL).getBanks().banks.joinToString(",") { it.bankId })
        "create" -> {
            val order = PaymentCreate(
                amount = words[1].toDouble(),
                currency = PaymentCreate.Currency.CLP,
                subject = words[2],
                transactionId = words[3],
            )
            return listOf("created", payments.postPayment(order).paymentId)
        }
        "read" -> {
            val payment = payments.getPaymentById(words[1])
            val texts = listOf(payment.amount, payment.subject, payment.transactionId)
            return listOf("payment", payment.status, payment.statusDetail) + texts
        }
        "refund" -> {
            val refund = when (words[2]) {
                "all" -> RefundCreate(RefundCreate.Type.full, words[1])
                else -> RefundCreate(RefundCreate.Type.partial, words[1], words[2])
            }
            RefundsApi(URL).postRefund(refund)
            return listOf("done")
        }
        "void" -> payments.voidPaymentById(words[1])
        "delete" -> payments.deletePaymentById(words[1])
        "notification" -> {
            val notification = Serializer.moshi.adapter(PaymentNotification::class.java).fromJson(words[1])!!
            return listOf("notification", notification.paymentId, notification.amount)
        }
        else -> throw IllegalArgumentException(words[0])
    }
    return listOf("done")
}
