import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("auth", "0012_alter_user_first_name_max_length"), ("flows", "0004_roles")]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "by",
                    models.OneToOneField(
                        on_delete=models.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("table", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("pasted", models.BooleanField()),
                ("sheet", models.CharField(blank=True, max_length=40)),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"default_permissions": ()},
        )
    ]
